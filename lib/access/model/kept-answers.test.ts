import { describe, expect, it } from 'vitest'
import {
  allow,
  bounded,
  sampleInventory,
  samplePolicy,
  sampleRole,
} from '@/lib/access/testing/sample-inventory'
import type { Inventory } from './inventory'
import { answersOf, mostTelling, newestAnswers, withAnswers } from './kept-answers'
import { policyStates } from './policy-state'
import type { KeptAnswer } from './simulated-cell'

const cast = bounded(
  sampleRole('etl', [allow('app')], { tags: { team: 'data' } }),
  samplePolicy('limit', [allow('*')]),
)
const other = sampleRole('other', [allow('app')])
const inventory = sampleInventory({ cast: [cast, other] })
const { principal } = cast
const answer: KeptAnswer = {
  principalArn: principal.arn,
  resource: 'arn:aws:rds-db:us-east-1:111122223333:dbuser:db-ORDERS/app',
  policyState: policyStates(inventory)(principal),
  decision: 'allowed',
  organizationAllows: true,
  missingContextKeys: [],
  askedAt: '2026-11-23T14:01:50.000Z',
}
const isCurrent = (changed: Inventory) => withAnswers(changed, [answer]).simulated[0]?.current
const withPrincipal = (patch: Partial<typeof principal>) => ({
  ...inventory,
  principals: [{ ...principal, ...patch }, other.principal],
})
const withText = (id: string, patch: object) => ({
  ...inventory,
  policies: inventory.policies.map(policy => (policy.id === id ? { ...policy, ...patch } : policy)),
})
const own = principal.policies.identity[0]?.policyId ?? ''

describe('an answer is of the policies that AWS was asked about', () => {
  it('and stands while they are the same, whatever else changes', () => {
    expect(isCurrent(inventory)).toBe(true)
    expect(isCurrent(withText(other.policies[0]?.id ?? '', { text: '{}' }))).toBe(true)
    expect(isCurrent({ ...inventory, targets: [], readAt: '2026-11-24T00:00:00.000Z' })).toBe(true)
  })

  it('in whatever order IAM lists them', () => {
    const { identity } = principal.policies
    const more = { policyId: 'limit', viaGroup: 'team' }
    const listed = (...order: typeof identity) =>
      policyStates(inventory)({ ...principal, policies: { ...principal.policies, identity: order } })
    expect(listed(...identity, more)).toBe(listed(more, ...identity))
    expect(listed(...identity, more)).not.toBe(listed(...identity, { ...more, viaGroup: null }))
  })

  it.each([
    ['a statement is edited', withText(own, { text: '{"Version":"2012-10-17","Statement":[]}' })],
    ['another version is the default', withText('limit', { versionId: 'v9' })],
    ['the text of its boundary changes', withText('limit', { text: '{}' })],
    ['the boundary goes', withPrincipal({ policies: { ...principal.policies, boundary: null } })],
    [
      'the boundary cannot be read',
      withPrincipal({ policies: { ...principal.policies, boundary: 'unread' } }),
    ],
    ['a policy is taken away', withPrincipal({ policies: { ...principal.policies, identity: [] } })],
    ['a tag changes', withPrincipal({ tags: { team: 'web' } })],
    ['it is another role of the same name', withPrincipal({ uniqueId: 'AROAANOTHER' })],
  ])('old once %s', (_, changed) => {
    expect(isCurrent(changed)).toBe(false)
  })

  it('and is of nobody once its principal is gone', () => {
    expect(withAnswers({ ...inventory, principals: [other.principal] }, [answer]).simulated).toEqual([])
  })
})

describe('of several answers for one cell', () => {
  const older = { ...answer, organizationAllows: false, askedAt: '2026-11-22T00:00:00.000Z' }

  it('the newest counts, in whatever order they come', () => {
    for (const lists of [[[older], [answer]], [[answer], [older]], [[answer, older]]])
      expect(newestAnswers(...lists)).toEqual([answer])
    expect(
      answersOf(withAnswers(inventory, [older, answer]), principal.arn).get(answer.resource),
    ).toMatchObject({
      organizationAllows: true,
    })
  })

  it('the newest stands last, so that a limit cuts off what is old', () => {
    const elsewhere = { ...answer, resource: 'b' }
    expect(newestAnswers([older, elsewhere], [answer]).map(({ resource }) => resource)).toEqual([
      'b',
      answer.resource,
    ])
  })

  it('the limit cuts off what denies nothing before it cuts off a no', () => {
    const named = (resource: string, organizationAllows: boolean | null) => {
      return { ...answer, resource, organizationAllows }
    }
    const said = [named('a', false), named('b', true), named('c', null), named('d', false), named('e', true)]
    const kept = (most: number) =>
      mostTelling(said, most)
        .map(({ resource }) => resource)
        .join('')
    expect([5, 4, 3, 2, 1].map(kept)).toEqual(['abcde', 'acde', 'ade', 'ad', 'd'])
  })
})
