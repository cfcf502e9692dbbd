import { describe, expect, it } from 'vitest'
import {
  administrator,
  create,
  databaseUser,
  mariadbTarget,
  mysqlState,
  planOf,
  postgresState,
  rights,
  statementsOf,
} from './testing/sample-state'
import type { UserIntent } from './user-intent'
import type { ServerState, UserPlan } from './user-plan'

const user = { name: 'jane', host: null }
const onMysql = { name: 'jane', host: '%' }
const remove: UserIntent = { kind: 'remove', user, reassignTo: null }
const close: UserIntent = { kind: 'close', user }
const ready: UserIntent = { kind: 'makeReady', user, despite: [] }
const iamUser = databaseUser('jane', {
  signIn: 'iam',
  iamReady: true,
  grantPath: ['rds_iam', 'jane'],
  reason: null,
})
const FACTS = ['exists', 'may sign in', 'member of rds_iam', 'SELECT on every table of public in orders']
const there = (changes: Partial<ServerState> = {}, own = iamUser) =>
  postgresState({
    users: [...postgresState().users, own],
    facts: FACTS,
    administrator: administrator({ superuser: true }),
    ...changes,
  })
const textsOf = ({ checks }: UserPlan) => checks.map(({ text }) => text).join('\n')
describe('making an old user ready', () => {
  it('of MySQL takes the password away for good, and says so', () => {
    const users = [databaseUser('jane', { host: '%' })]
    const facts = ['exists', 'signs in by mysql_native_password', 'signs in by unix_socket']
    const plan = planOf({ ...ready, user: onMysql }, mysqlState({ users, facts }), mariadbTarget())
    expect(statementsOf(plan)).toEqual([
      "ALTER USER 'jane'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL;",
      "ALTER USER 'jane'@'%' ACCOUNT UNLOCK;",
    ])
    expect(plan.steps[0]).toMatchObject({
      undo: null,
      removes: ['signs in by mysql_native_password', 'signs in by unix_socket'],
    })
    expect(textsOf(plan)).toMatch(/The password of jane is removed/)
  })

  it('of PostgreSQL locks the password out while IAM is on, and can be taken back', () => {
    const plan = planOf(ready, there({ facts: ['exists', 'may sign in'] }, databaseUser('jane')))
    expect([statementsOf(plan), plan.steps[0]?.undo]).toEqual([
      ['GRANT rds_iam TO jane;'],
      ['REVOKE rds_iam FROM jane;'],
    ])
    expect(textsOf(plan)).toMatch(/The password of jane is refused while IAM is on/)
  })

  it('of one that is ready already is nothing', () => {
    const plan = planOf(ready, there())
    expect([plan.steps, plan.effect]).toEqual([[], []])
    expect(textsOf(plan)).toMatch(/Nothing is left to do/)
  })
})

describe('the digest', () => {
  it('is another once the role that is given lends something else', () => {
    const lending = (...factsOfOther: string[]) =>
      planOf(
        { kind: 'addRights', user, rights: rights({ template: 'role', of: { name: 'team', host: null } }) },
        there({ factsOfOther }),
      ).digest
    expect(lending('exists', 'session 1')).toBe(lending('exists'))
    expect(lending('exists')).not.toBe(lending('exists', 'member of rds_superuser'))
  })

  it('holds while only sessions come and go, and not when anything else does', () => {
    const digest = (state: ServerState, intent: UserIntent = close) => planOf(intent, state).digest
    expect(digest(there({ facts: [...FACTS, 'session 1'] }))).toBe(
      digest(there({ facts: [...FACTS, 'session 2'] })),
    )
    const end: UserIntent = { kind: 'endSessions', user }
    expect(digest(there({ facts: [...FACTS, 'session 1'] }), end)).toBe(
      digest(there({ facts: [...FACTS, 'session 1', 'session 2'] }), end),
    )
    expect(digest(there({ facts: [...FACTS, 'has CREATEDB'] }))).not.toBe(digest(there()))
    expect(digest(there())).not.toBe(digest(there(), remove))
    expect(digest(postgresState(), create('jane'))).not.toBe(
      digest(postgresState({ readOnly: true }), create('jane')),
    )
  })
})

it('a user without INHERIT gets roles that are in force after SET ROLE only', () => {
  const state = there({ facts: [...FACTS, 'has NOINHERIT'] })
  const plan = planOf(
    { kind: 'addRights', user, rights: rights({ template: 'role', of: { name: 'team', host: null } }) },
    state,
  )
  expect(plan.steps[0]?.adds).toEqual(['member of team, after SET ROLE only'])
})
