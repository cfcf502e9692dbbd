import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normaliseIntent } from './intent'
import { addressOfIntent, intentFromAddress } from './intent-address'
import { intentSchema } from './intent-schema'

const intents = fc.record({
  principals: fc.array(
    fc.constantFrom('arn:aws:iam::111122223333:role/a', 'arn:aws:iam::111122223333:group/b'),
  ),
  connections: fc.array(
    fc.record({
      accountId: fc.constant('111122223333'),
      region: fc.constantFrom('us-east-1', 'eu-west-1'),
      resourceId: fc.constantFrom('db-A', 'cluster-B', 'prx-c'),
      databaseUsers: fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 }),
    }),
  ),
  placement: fc.oneof(
    fc.record({ kind: fc.constant('inline' as const), policyName: fc.string() }),
    fc.record({ kind: fc.constant('newManaged' as const), policyName: fc.string() }),
    fc.record({
      kind: fc.constant('existingManaged' as const),
      policyArn: fc.constant('arn:aws:iam::111122223333:policy/x'),
    }),
  ),
})

describe('the address of an intent', () => {
  it('reads back as the same intent', () => {
    fc.assert(
      fc.property(intents, intent => {
        const plain = normaliseIntent(intent)
        expect(intentFromAddress({ account: '111122223333', ...addressOfIntent(plain) })).toEqual(plain)
      }),
    )
  })

  it('drops what could never be granted', () => {
    const { principals, connections } = intentFromAddress({
      who: ['arn:aws:iam::1:role/x', 'bob'],
      on: ['us-east-1/orders-prod/app', 'nonsense', 'us-east-1/db-A'],
    })
    expect(principals).toEqual([])
    expect(connections).toEqual([
      { accountId: 'home', region: 'us-east-1', resourceId: 'db-A', databaseUsers: [] },
    ])
  })
})

describe('intentSchema', () => {
  it('takes an intent and refuses a name where an id belongs', () => {
    const good = intentFromAddress({
      who: 'arn:aws:iam::111122223333:role/a',
      on: 'us-east-1/db-A/app',
      name: 'x',
    })
    expect(intentSchema.safeParse(good).success).toBe(true)
    const bad = {
      ...good,
      connections: [
        { accountId: '111122223333', region: 'us-east-1', resourceId: 'orders-prod', databaseUsers: ['a'] },
      ],
    }
    expect(intentSchema.safeParse(bad).success).toBe(false)
  })
})
