import { describe, expect, it } from 'vitest'
import { target } from '@/lib/grants/testing/sample-account'
import {
  administrator,
  create,
  databaseUser,
  mysqlState,
  mysqlTarget,
  planOf,
  postgresState,
  postgresTarget,
  rights,
  sampleAccess,
} from './testing/sample-state'
import type { UserIntent } from './user-intent'
import type { ServerState, UserPlan } from './user-plan'

const user = { name: 'jane', host: null }
const onMysql = { name: 'jane', host: '%' }
const close: UserIntent = { kind: 'close', user }
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
describe('what is said beside a plan', () => {
  it('which endpoint is written to, and who follows', () => {
    const own = postgresTarget()
    const replica = target('orders-replica', 'db-REPLICA', { replicaOf: 'orders-prod' })
    expect(textsOf(planOf(create('jane'), postgresState(), own, sampleAccess(own, [replica])))).toMatch(
      /Writer chosen: orders-prod. 1 reader refuses writes and follows by itself/,
    )
  })

  it('what the administrator could not read, which stops nothing', () => {
    const plan = planOf(
      create('jane'),
      postgresState({ administrator: administrator({ blind: ['default roles'] }) }),
    )
    expect(textsOf(plan)).toMatch(
      /What is not known, since gatehouse_ops may not read it: default roles. The change can be made/,
    )
    expect(plan.steps.length).toBeGreaterThan(0)
  })

  it('what a user keeps that PUBLIC has, that a wider right covers, that a role lends', () => {
    const facts = [
      ...FACTS,
      'member of team',
      'USAGE on schema public in orders',
      'CONNECT on database orders',
    ]
    const all = planOf({ kind: 'revokeRights', user, rights: 'all' }, there({ facts }))
    expect(textsOf(all)).toMatch(
      /jane keeps what PUBLIC, that is every user, has: USAGE on schema public in orders/,
    )
    const tables = [{ database: 'orders', schema: 'public', table: 'items', privileges: ['select' as const] }]
    const one = planOf(
      { kind: 'revokeRights', user, rights: rights({ template: 'tables', tables }) },
      there({ facts }),
    )
    expect(one.steps).toEqual([])
    expect(textsOf(one)).toMatch(
      /jane keeps SELECT on every table of public in orders; whatever team lends it/,
    )
  })

  it('that a second way in stays, that sessions stay, that others hold it, that it administers', () => {
    const both = databaseUser('jane', { host: '%', signIn: 'iamOrPassword', iamReady: true })
    const my = mysqlState({ users: [both], facts: ['exists', 'may sign in'] })
    expect(
      textsOf(planOf({ kind: 'addRights', user: onMysql, rights: rights() }, my, mysqlTarget())),
    ).toMatch(/second way to sign in/)
    expect(textsOf(planOf(close, there({ facts: [...FACTS, 'session 1'] })))).toMatch(
      /1 session of jane stays open/,
    )
    expect(
      textsOf(planOf({ kind: 'addRights', user, rights: rights() }, there({ heldBy: ['tom'] }))),
    ).toMatch(/jane is a role of tom too/)
    expect(
      textsOf(
        planOf(
          {
            kind: 'addRights',
            user,
            rights: rights({ template: 'role', of: { name: 'postgres', host: null } }),
          },
          there(),
        ),
      ),
    ).toMatch(/postgres administers the server/)
  })

  it('that a role administers the server through another', () => {
    const team: UserIntent = {
      kind: 'addRights',
      user,
      rights: rights({ template: 'role', of: { name: 'team', host: null } }),
    }
    const lends = (held: string) =>
      textsOf(planOf(team, there({ factsOfOther: ['exists', `member of ${held}`] })))
    expect(lends('rds_superuser')).toMatch(/team administers the server: so will jane/)
    expect(lends('readers')).not.toMatch(/administers/)
  })

  it('that sessions of the same name from other hosts end too', () => {
    const users = [databaseUser('jane', { host: '%' }), databaseUser('jane', { host: '10.%' })]
    const end: UserIntent = { kind: 'endSessions', user: onMysql }
    const facts = ['exists', 'may sign in', 'session 12']
    expect(textsOf(planOf(end, mysqlState({ users, facts }), mysqlTarget()))).toMatch(
      /by name only: those of jane@10\.% end too/,
    )
    const alone = planOf(end, mysqlState({ users: users.slice(0, 1), facts }), mysqlTarget())
    expect(textsOf(alone)).not.toMatch(/by name only/)
  })
})
