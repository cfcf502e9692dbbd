import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Inventory } from '@/lib/access/model/inventory'
import { accounts, changes, createPolicy, TEXTS } from '@/lib/grants/testing/generated-changes'
import { inventory, ordersId, role, target } from '@/lib/grants/testing/sample-account'
import { policyArn, TinyIam } from '@/lib/grants/testing/tiny-iam'
import { agreesWithInventory } from './agrees-with-inventory'
import { effectOfFacts } from './effect-of-facts'
import { type FactState, factKey, factsOf } from './fact'
import { withFacts } from './facts-in-inventory'

/** What decides who connects, in one order. */
const decisive = ({ policies, managedPolicies, principals, groups }: Inventory) => ({
  policies: policies.map(({ id, text }) => `${id} ${text}`).sort(),
  managed: managedPolicies.map(({ arn, defaultVersionId }) => `${arn} ${defaultVersionId}`).sort(),
  held: principals.map(({ arn, groups: names, policies: { identity } }) => {
    const ids = identity.map(({ policyId, viaGroup }) => `${policyId} ${viaGroup}`).sort()
    return [arn, [...names], ids]
  }),
  groups: groups.map(({ name, memberArns, policyIds }) => [name, [...memberArns], [...policyIds].sort()]),
})

const factsNow = (iam: TinyIam, steps: Parameters<typeof factsOf>[0]) =>
  [...factsOf(steps).values()].map(fact => ({ fact, state: iam.read(fact) }))

describe('withFacts', () => {
  it('is the account as it would be read', () => {
    fc.assert(
      fc.property(changes, ({ iam: account, steps }) => {
        const iam = account.copy()
        const before = iam.inventory()
        for (const step of steps) iam.take(step)
        const after = withFacts(before, factsNow(iam, steps))
        expect(decisive(after)).toEqual(decisive(iam.inventory()))
      }),
      { numRuns: 200 },
    )
  })

  it('changes nothing where nothing is new', () => {
    fc.assert(
      fc.property(changes, ({ iam, steps }) => {
        const before = iam.inventory()
        const { principals } = withFacts(before, factsNow(iam, steps))
        expect(principals.every((one, place) => one === before.principals[place])).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})

describe('agreesWithInventory', () => {
  it('holds for everything in the account, and no longer for what a step has changed', () => {
    fc.assert(
      fc.property(changes, ({ iam: account, steps }) => {
        const iam = account.copy()
        const read = iam.inventory()
        const earlier = new Map(factsNow(iam, steps).map(({ fact, state }) => [factKey(fact), state]))
        for (const { fact, state } of factsNow(iam, steps))
          expect(agreesWithInventory(read, fact, state, earlier.get(factKey(fact)))).toBe(true)
        for (const step of steps) iam.take(step)
        for (const { fact, state } of factsNow(iam, steps))
          expect(agreesWithInventory(read, fact, state, earlier.get(factKey(fact)))).toBe(false)
      }),
      { numRuns: 200 },
    )
  })

  it.each([
    ['a name that another database bears now', { name: 'orders-old1' }],
    ['a change that came to wait', { waiting: ['DBInstanceClass: db.r6g.large'] }],
    ['a switch that somebody else turned', { on: true }],
  ])('no longer holds for a target with %s', (_, changed) => {
    const name = 'orders-prod'
    const read = inventory({ principals: [], targets: [target(name, ordersId)] })
    const fact = { kind: 'iamAuth', region: 'us-east-1', resourceId: ordersId } as const
    const before: FactState = { kind: 'iamAuth', on: false, pending: null, name, waiting: [] }
    expect(agreesWithInventory(read, fact, before, before)).toBe(true)
    expect(agreesWithInventory(read, fact, { ...before, ...changed }, before)).toBe(false)
  })

  it('a spare version more or less is another policy', () => {
    const iam = fc
      .sample(
        accounts.filter(({ policies }) => policies.has(policyArn('orders'))),
        1,
      )[0]
      ?.copy()
    const read = iam?.inventory()
    iam?.policies.get(policyArn('orders'))?.versions.push({ id: 'v77', text: '{}' })
    const fact = { kind: 'policy', policyArn: policyArn('orders') } as const
    expect(iam && read && agreesWithInventory(read, fact, iam.read(fact))).toBe(false)
  })
})

it('a text that bounds somebody counts for whom it bounds', () => {
  const iam = new TinyIam()
  iam.take(createPolicy('limit', TEXTS[0] ?? ''))
  iam.take(createPolicy('orders', TEXTS[0] ?? ''))
  const limit = policyArn('limit')
  const base = role('bound', [policyArn('orders')])
  const policies = { ...base.policies, boundary: { policyId: limit, viaGroup: null } }
  const account = { ...iam.inventory(), principals: [{ ...base, boundaryArn: limit, policies }] }
  const policy = iam.policies.get(limit)
  if (policy) policy.versions = [{ id: 'v1', text: TEXTS[3] ?? '' }]
  const fact = { kind: 'policy', policyArn: limit } as const
  const effect = effectOfFacts(compileAccess(account), [{ fact, state: iam.read(fact) }])
  expect(effect).toMatchObject([{ principal: 'role/bound', databaseUser: 'app', before: 'canConnect' }])
})
