import { describe, expect, it } from 'vitest'
import { planSteps } from './plan-steps'
import type { UserPlan, UserStep } from './user-plan'

const step = (given: Partial<UserStep>): UserStep => ({
  title: 'A step',
  statements: ['select 1'],
  undo: ['select 2'],
  undoNote: null,
  adds: [],
  removes: [],
  database: 'orders',
  transaction: 0,
  guard: null,
  ...given,
})

const stepsOf = (...steps: UserStep[]) =>
  planSteps({
    target: { region: 'us-east-1', resourceId: 'db-1', name: 'orders-prod' },
    intent: { kind: 'close', user: { name: 'bi', host: null } },
    inOneTransaction: true,
    steps,
  } as UserPlan)

describe('planSteps', () => {
  it('makes one step of what runs in one transaction, and takes it back from the end', () => {
    const [only, ...others] = stepsOf(
      step({
        title: 'Create the user',
        statements: ['CREATE ROLE bi'],
        undo: ['DROP ROLE bi'],
        adds: ['exists'],
      }),
      step({
        title: 'Read public',
        statements: ['GRANT a', 'GRANT b'],
        undo: ['REVOKE b'],
        adds: ['SELECT'],
      }),
    )
    expect(others).toEqual([])
    expect(only).toMatchObject({
      title: 'Create the user; Read public',
      subject: 'bi',
      locks: 'databaseUser db-1 bi',
      call: { service: 'sql', action: 'CREATE ROLE' },
      sql: {
        statements: ['CREATE ROLE bi', 'GRANT a', 'GRANT b'],
        undo: ['REVOKE b', 'DROP ROLE bi'],
        adds: ['exists', 'SELECT'],
        inTransaction: true,
      },
    })
  })

  it('keeps another transaction, and another database, apart', () => {
    const made = stepsOf(
      step({ transaction: 0 }),
      step({ transaction: 1 }),
      step({ transaction: 1, database: 'ledger' }),
    )
    expect(made.map(({ sql }) => sql?.database)).toEqual(['orders', 'orders', 'ledger'])
  })

  it('cannot take back a transaction of which one step cannot be, and says why', () => {
    const [made] = stepsOf(step({}), step({ undo: null, undoNote: 'Nobody knows its password.' }))
    expect(made?.sql).toMatchObject({ undo: null, undoNote: 'Nobody knows its password.' })
  })

  it('counts what one step adds and the next removes as nothing', () => {
    const [made] = stepsOf(step({ adds: ['a', 'b'], removes: ['c'] }), step({ adds: ['c'], removes: ['a'] }))
    expect(made?.sql).toMatchObject({ adds: ['b'], removes: [] })
  })
})
