import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import {
  databaseUser,
  EVERYTHING,
  MFA,
  sampleInventory,
  sampleRole,
  sampleScan,
  sampleTarget,
} from '@/lib/access/testing/sample-inventory'
import { explainCell } from './explain'

const target = sampleTarget()

/** The sentence under the first statement of a role that has a wide Allow after it. */
function words(statement: object) {
  const role = sampleRole('api', [statement, EVERYTHING])
  const scans = [sampleScan(target, [databaseUser('oncall_rw')])]
  const access = compileAccess(sampleInventory({ cast: [role], scans }))
  const { path } = explainCell(access, target, role.principal.arn, 'oncall_rw')
  return path[0]?.statements[0]?.inWords
}

const arn = (id: string, user: string, region = 'us-east-1') =>
  `arn:aws:rds-db:${region}:111122223333:dbuser:${id}/${user}`
const connect = { Effect: 'Allow', Action: 'rds-db:connect' }

describe('a statement in words', () => {
  it.each([
    [
      { ...connect, Resource: arn('db-ORDERS', 'oncall_rw') },
      'Allows connecting as oncall_rw on orders-prod.',
    ],
    [
      { ...connect, Effect: 'Deny', Resource: arn('*', 'oncall_*', '*') },
      'Denies connecting as any user that starts with oncall_ on any target.',
    ],
    [
      { ...connect, Resource: arn('db-*', '*_rw') },
      'Allows connecting as any user that matches *_rw on any target in us-east-1 whose id matches db-*.',
    ],
    [{ ...connect, Resource: '*' }, 'Allows connecting as any user on any target.'],
    [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      'Allows every action, connecting as any user on any target included.',
    ],
    [
      { Effect: 'Deny', NotAction: 's3:*', Resource: '*' },
      'Denies every action that it does not list, connecting as any user on any target included.',
    ],
    [
      { ...connect, NotResource: arn('db-ORDERS', 'postgres') },
      'Allows connecting on everything that it does not list.',
    ],
    [
      { ...connect, Resource: ['arn:aws:s3:::x', arn('*', 'oncall_rw')], Condition: MFA },
      'Allows connecting as oncall_rw on any target in us-east-1, if the session was signed in with MFA.',
    ],
    [
      {
        ...connect,
        Effect: 'Deny',
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:PrincipalTag/team': ['data', 'core'] } },
      },
      'Denies connecting as any user on any target, if tag team of the principal or its session is not data or core.',
    ],
    [
      {
        ...connect,
        Resource: '*',
        Condition: { DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } },
      },
      'Allows connecting as any user on any target, before 1 Jan 2027, 00:00 UTC.',
    ],
  ])('%j', (statement, sentence) => {
    expect(words(statement)).toBe(sentence)
  })

  it('is left out where a part of it cannot be read', () => {
    expect(
      words({ ...connect, Resource: '*', Condition: { Nonsense: { 'aws:username': 'x' } } }) ?? null,
    ).toBeNull()
  })
})
