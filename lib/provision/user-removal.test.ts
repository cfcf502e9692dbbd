import { describe, expect, it } from 'vitest'
import {
  administrator,
  databaseUser,
  mysqlState,
  mysqlTarget,
  planOf,
  postgresState,
  statementsOf,
} from './testing/sample-state'
import type { UserIntent } from './user-intent'
import type { ServerState } from './user-plan'

const user = { name: 'jane', host: null }
const onMysql = { name: 'jane', host: '%' }
const remove: UserIntent = { kind: 'remove', user, reassignTo: null }
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
describe('removal', () => {
  const SESSIONS = [...FACTS, 'session 12', 'session 13']

  it('closes first, so that sessions that are ended do not come back, then clears and drops', () => {
    const plan = planOf(remove, there({ facts: SESSIONS }))
    expect(plan.steps.map(({ title, transaction, undo }) => [title, transaction, undo !== null])).toEqual([
      ['Let it sign in no more', 0, true],
      ['End its 2 sessions', 1, false],
      ['Take its rights in orders', 2, true],
      ['Drop the user', 2, true],
    ])
    expect(plan.steps[3]?.undo).toEqual(['CREATE ROLE jane WITH NOLOGIN;', 'GRANT rds_iam TO jane;'])
  })

  it('calls what the catalogue has in full: whoever runs it by hand runs nothing of others', () => {
    const [ends = ''] = statementsOf(planOf({ kind: 'endSessions', user }, there({ facts: SESSIONS })))
    expect(ends).toContain('pg_catalog.pg_terminate_backend(pid, 5000)')
    expect(ends).not.toMatch(/(?<!pg_catalog\.)\bpg_\w+\(/)
  })

  it('never drops what it owns: that goes to another, in every database, before DROP OWNED', () => {
    const state = there({
      databases: ['orders', 'stock'],
      owned: [
        { database: 'orders', objects: 3 },
        { database: 'stock', objects: 1 },
      ],
    })
    const plan = planOf({ ...remove, reassignTo: 'app_migrator' }, state)
    expect(plan.steps.map(({ database, transaction }) => [database, transaction])).toEqual([
      ['orders', 0],
      ['stock', 1],
      ['orders', 2],
      ['orders', 2],
    ])
    const all = statementsOf(plan)
    all.forEach((line, at) => {
      if (line.startsWith('DROP OWNED')) expect(all[at - 1]).toBe('REASSIGN OWNED BY jane TO app_migrator;')
    })
    expect(all.filter(line => line.startsWith('DROP OWNED'))).toHaveLength(2)
    expect(plan.steps[1]?.undoNote).toBe('What it owns in stock stays with app_migrator.')
  })

  it('says what cannot be made again: a password, and what has no word here', () => {
    const byPassword = planOf(remove, there({ facts: ['exists', 'may sign in'] }, databaseUser('jane')))
    expect(byPassword.steps.at(-1)).toMatchObject({
      undo: null,
      undoNote: 'It has a password, which cannot be made again.',
    })
    const other = planOf(remove, there({ facts: [...FACTS, 'also "SELECT (n) on items"'] }))
    expect(other.steps.at(-1)).toMatchObject({
      undo: null,
      undoNote: 'Not made again: also "SELECT (n) on items".',
    })
    const plugin = mysqlState({
      users: [databaseUser('jane', { host: '%' })],
      facts: ['exists', 'may sign in', 'signs in by caching_sha2_password'],
    })
    expect(planOf({ ...remove, user: onMysql }, plugin, mysqlTarget()).steps.at(-1)?.undo).toBeNull()
  })

  it('ends sessions of MySQL one by one, by the number of each alone', () => {
    const facts = ['exists', 'may sign in', 'session 7', 'session "8; DROP USER x"', 'session 9']
    const plan = planOf(
      { kind: 'endSessions', user: onMysql },
      mysqlState({ users: [databaseUser('jane', { host: '%' })], facts }),
      mysqlTarget(),
    )
    expect(plan.steps.map(({ statements, removes }) => [statements[0], removes[0]])).toEqual([
      ['CALL mysql.rds_kill(7);', 'session 7'],
      ['CALL mysql.rds_kill(9);', 'session 9'],
    ])
  })
})
