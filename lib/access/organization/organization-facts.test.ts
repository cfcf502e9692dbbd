import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { withJudgedCaveat } from '@/lib/access/decide/judged-guardrails'
import { explainCell } from '@/lib/access/explain/explain'
import { buildMatrix } from '@/lib/access/matrix/matrix'
import type { Inventory } from '@/lib/access/model/inventory'
import { noOrganization, type Organization, unreadOrganization } from '@/lib/access/model/organization'
import {
  AT,
  allow,
  EVERYTHING,
  sampleInventory,
  samplePolicy,
  sampleRole,
  sampleTarget,
} from '@/lib/access/testing/sample-inventory'
import { withOrganizationFacts } from './organization-facts'

const attached = (...ids: string[]) => ids.map(policyId => ({ policyId, viaGroup: null }))
const serviceControl: Organization['serviceControl'] = {
  state: 'read',
  levels: [
    { kind: 'root', name: 'Root', id: 'r-1', policies: attached('full') },
    { kind: 'organizationalUnit', name: 'Production', id: 'ou-1-a', policies: attached('full', 'guard') },
    { kind: 'account', name: 'larkspur-prod', id: '111122223333', policies: attached('full') },
  ],
}
const organization: Organization = {
  ...unreadOrganization(AT),
  id: 'o-larkspur',
  managementAccountId: '999988887777',
  serviceControl,
}

const near = sampleTarget()
const far = sampleTarget({ name: 'orders-eu', resourceId: 'db-FAR', region: 'eu-west-1' })

function account(condition: object): Inventory {
  const guard = samplePolicy('guard', [{ Effect: 'Deny', Action: '*', Resource: '*', Condition: condition }])
  const cast = sampleRole('app', [allow('app_rw', near), allow('app_rw', far)])
  cast.principal.policies.serviceControl = serviceControl
  cast.policies.push(samplePolicy('full', [EVERYTHING], 'scp'), { ...guard, kind: 'scp' })
  return sampleInventory({ cast: [cast], targets: [near, far], organization })
}

const verdict = (inventory: Inventory, target: typeof near) =>
  explainCell(compileAccess(inventory), target, 'arn:aws:iam::111122223333:role/app', 'app_rw').verdict

describe('guardrails of an organisation', () => {
  it('that allow one Region deny the others and leave no wall of conditions', () => {
    const inventory = account({ StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } })
    expect([verdict(inventory, near), verdict(inventory, far)]).toEqual(['canConnect', 'denied'])
    const counts = (target: typeof near) => buildMatrix(compileAccess(inventory), target).counts
    expect(counts(near).conditional).toBe(0)
    expect(counts(far).denied).toBeGreaterThan(0)
  })

  it.each([
    [{ StringNotEquals: { 'aws:PrincipalOrgID': 'o-larkspur' } }, 'canConnect'],
    [{ StringNotEquals: { 'aws:PrincipalOrgID': 'o-other' } }, 'denied'],
    [{ StringNotEquals: { 'aws:ResourceOrgID': `\${aws:PrincipalOrgID}` } }, 'canConnect'],
    [{ StringEquals: { 'aws:PrincipalOrgMasterAccountId': '999988887777' } }, 'denied'],
    [{ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-larkspur/r-1/ou-1-a/*' } }, 'denied'],
    [{ 'ForAllValues:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-larkspur/*/ou-1-b/*' } }, 'denied'],
    [{ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }, 'conditional'],
  ])('are judged by what is known of the organisation: %j is %s', (condition, expected) => {
    expect(verdict(account(condition), near)).toBe(expected)
  })

  it('are said once to rest on keys that database sign-in may not send', () => {
    const inventory = account({ StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } })
    const judged = withJudgedCaveat(compileAccess(inventory))
    expect(judged.caveats.map(({ id }) => id)).toEqual(['judged-guardrails'])
    expect(judged.caveats[0]?.message).toMatch(/judged by aws:RequestedRegion, as if/)
    const open = account({ Bool: { 'aws:SecureTransport': 'false' } })
    expect(withJudgedCaveat(compileAccess(open))).toBe(open)
  })
})

describe('what the organisation says of its principals', () => {
  const factsIn = (known: Organization) =>
    withOrganizationFacts({ ...account({}), organization: known }).map(({ context, absentKeys }) => [
      context['aws:PrincipalOrgID'],
      absentKeys.includes('aws:PrincipalOrgID'),
    ])

  it('is absent in no organisation, unknown where it was not read', () => {
    expect(factsIn(organization)).toEqual([['o-larkspur', false]])
    expect(factsIn(noOrganization(AT))).toEqual([[undefined, true]])
    expect(factsIn(unreadOrganization(AT))).toEqual([[undefined, false]])
    expect(factsIn({ ...organization, serviceControl: { state: 'unread' } })).toEqual([['o-larkspur', false]])
  })
})
