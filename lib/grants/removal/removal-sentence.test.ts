import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { connectArn } from '@/lib/access/model/target'
import {
  allow,
  type Cast,
  databaseUser,
  holding,
  sampleInventory,
  samplePolicy,
  sampleRole,
  sampleScan,
  sampleTarget,
} from '@/lib/access/testing/sample-inventory'
import { removalSentence } from './removal-sentence'

const target = sampleTarget()
const scan = sampleScan(target, [databaseUser('app'), databaseUser('report')])

function hint(cast: Cast[], user = 'app') {
  const access = compileAccess(sampleInventory({ targets: [target], cast, scans: [scan] }))
  const { accountId, region, resourceId } = target
  const [first] = cast
  if (!first) throw new Error('Nobody to ask about')
  return removalSentence(access, {
    principalArn: first.principal.arn,
    accountId,
    region,
    resourceId,
    databaseUser: user,
  })
}

describe('removalSentence', () => {
  it('names the smallest removal where others hold the policy too', () => {
    const shared = samplePolicy('arn:aws:iam::111122223333:policy/team', [allow('app')], 'customerManaged')
    expect(hint([holding(sampleRole('one', []), shared), holding(sampleRole('two', []), shared)])).toEqual({
      text: 'To end it, detach team from role/one. Nothing else changes on orders-prod.',
      offered: true,
    })
  })

  it('takes out one entry where the statement names others', () => {
    const both = {
      Effect: 'Allow',
      Action: 'rds-db:connect',
      Resource: [connectArn(target, 'app'), connectArn(target, 'report')],
    }
    expect(hint([sampleRole('api', [both])])?.text).toBe(
      'To end it, take app out of statement 1 of api-access. Nothing else changes on orders-prod.',
    )
  })

  it('says when several statements allow it, and ends all of them', () => {
    expect(hint([sampleRole('api', [allow('app'), allow('*')])])?.text).toBe(
      'Two statements allow it on their own. To end it, deny it to role/api alone. Nothing else changes on orders-prod.',
    )
  })

  it('says what to do by hand where AWS lets nobody edit the role', () => {
    const { policies, principal } = sampleRole('AWSReservedSSO_Engineer_d47e1a0c96b3f285', [allow('app')])
    const unmodifiable = 'IAM Identity Center owns this role; change the permission set instead.'
    const cast = {
      policies,
      principal: { ...principal, path: '/aws-reserved/sso.amazonaws.com/', unmodifiable },
    }
    expect(hint([cast])).toMatchObject({
      offered: false,
      text: expect.stringContaining('permission set Engineer'),
    })
  })

  it('has nothing to say of a no', () => {
    expect(hint([sampleRole('idle', [])])).toBeNull()
  })
})
