import { describe, expect, it } from 'vitest'
import {
  administrator,
  create,
  guardsOf,
  planOf,
  postgresState,
  postgresTarget,
  statementsOf,
} from '../testing/sample-state'
import type { Rights } from '../user-intent'
import type { ServerState } from '../user-plan'

const PUBLIC = [{ database: 'orders', schema: 'public' }]
const NEW = ['CREATE USER jane WITH LOGIN;', 'GRANT rds_iam TO jane;']
const inPostgres = (own: Partial<Rights>, state: Partial<ServerState> = {}) =>
  planOf(create('jane', own), postgresState(state))
const afterNew = (own: Partial<Rights>, state: Partial<ServerState> = {}) => {
  const all = statementsOf(inPostgres(own, state))
  expect(all.slice(0, 2)).toEqual(NEW)
  return all.slice(2)
}
const notesOf = (own: Partial<Rights>, state: Partial<ServerState> = {}) =>
  inPostgres(own, state).checks.map(({ text }) => text)

describe('PostgreSQL', () => {
  it('nothing yet is the user alone, who connects as everybody may', () => {
    expect(afterNew({ template: 'nothing' })).toEqual([])
    expect(afterNew({ template: 'nothing' }, { publicFacts: [] })).toEqual([
      'GRANT CONNECT ON DATABASE orders TO jane;',
    ])
  })

  it('read only covers the tables there are and those that their owner makes later', () => {
    expect(afterNew({ template: 'readOnly', schemas: PUBLIC })).toEqual([
      'GRANT CONNECT ON DATABASE orders TO jane;',
      'GRANT USAGE ON SCHEMA public TO jane;',
      'GRANT SELECT ON ALL TABLES IN SCHEMA public TO jane;',
      'ALTER DEFAULT PRIVILEGES FOR ROLE app_migrator IN SCHEMA public GRANT SELECT ON TABLES TO jane;',
    ])
  })

  it('read and write takes the sequences along, migration CREATE too', () => {
    const write = afterNew({ template: 'readWrite', schemas: PUBLIC })
    expect(write).toContain('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO jane;')
    expect(write).toContain('GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO jane;')
    expect(write.join()).not.toContain('CREATE,')
    const migration = afterNew({ template: 'migration', schemas: PUBLIC })
    expect(migration).toContain('GRANT USAGE, CREATE ON SCHEMA public TO jane;')
    expect(notesOf({ template: 'migration', schemas: PUBLIC }).join()).toMatch(
      /To alter or drop a table takes its owner/,
    )
  })

  it('every schema from 14 on is the predefined role, where that can be passed on', () => {
    const passes = {
      administrator: administrator({ adminOf: ['rds_iam', 'pg_read_all_data', 'pg_write_all_data'] }),
    }
    expect(afterNew({ template: 'readOnly' }, passes)).toEqual(['GRANT pg_read_all_data TO jane;'])
    expect(afterNew({ template: 'readOnly' }, { version: '15.8' })).toEqual([
      'GRANT pg_read_all_data TO jane;',
    ])
    expect(afterNew({ template: 'readWrite' }, passes)).toEqual([
      'GRANT pg_read_all_data TO jane;',
      'GRANT pg_write_all_data TO jane;',
    ])
  })

  it('every schema before 14, on wish, and where the role cannot be passed on, is each of those there are', () => {
    for (const plain of [
      afterNew({}),
      afterNew({}, { version: '13.18' }),
      afterNew({ direct: true }, { version: '15.8' }),
    ]) {
      expect(plain).toContain('GRANT SELECT ON ALL TABLES IN SCHEMA public TO jane;')
      expect(plain).toContain('GRANT USAGE ON SCHEMA empty TO jane;')
      expect(plain.join()).not.toMatch(/pg_read_all_data|ALL TABLES IN SCHEMA empty/)
    }
  })

  it('says which later tables are not covered: of makers that are not ours, and where nobody has made one', () => {
    const foreign = { administrator: administrator({ actsAs: ['gatehouse_ops'] }) }
    expect(notesOf({ schemas: PUBLIC }, foreign).join()).toMatch(
      /Tables that app_migrator makes later in public are not covered.*As app_migrator: ALTER DEFAULT/,
    )
    expect(afterNew({ schemas: PUBLIC }, foreign).join()).not.toContain('DEFAULT PRIVILEGES')
    expect(notesOf({ schemas: [{ database: 'orders', schema: 'empty' }] }).join()).toMatch(
      /who will make them is not known/,
    )
    expect(notesOf({ schemas: PUBLIC }).join()).not.toMatch(/not known|are not covered:/)
  })

  it('leaves at PUBLIC what everybody may and the administrator cannot grant', () => {
    const foreign = { administrator: administrator({ actsAs: ['gatehouse_ops', 'app_migrator'] }) }
    expect(afterNew({ schemas: PUBLIC }, foreign).join()).not.toContain('CONNECT')
    const closed = inPostgres({ schemas: PUBLIC }, { ...foreign, publicFacts: [] })
    expect(statementsOf(closed)).toContain('GRANT CONNECT ON DATABASE orders TO jane;')
    expect(closed.steps[1]?.guard?.line).toBe('GRANT postgres TO gatehouse_ops;')
  })

  it('monitoring is pg_monitor', () =>
    expect(afterNew({ template: 'monitoring' })).toEqual(['GRANT pg_monitor TO jane;']))

  it('a role is granted, or its rights one by one', () => {
    const of = { name: 'team', host: null }
    const state = {
      factsOfOther: [
        'exists',
        'SELECT on table items of public in orders',
        'member of other',
        'has CREATEDB',
      ],
    }
    expect(afterNew({ template: 'role', of }, state)).toEqual(['GRANT team TO jane;'])
    expect(afterNew({ template: 'role', of, direct: true }, state)).toEqual([
      'GRANT other TO jane;',
      'GRANT SELECT ON TABLE public.items TO jane;',
    ])
    expect(guardsOf(inPostgres({ template: 'role', of: { name: 'nobody', host: null } }))).toContain(
      'noSuchSource',
    )
  })

  it('like another copies what was granted, never the way in, and says what it leaves', () => {
    const of = { name: 'app_migrator', host: null }
    const state = {
      factsOfOther: [
        ...[
          'exists',
          'may sign in',
          'member of rds_iam',
          'member of rds_ad',
          'member of team',
          'has CREATEROLE',
        ],
        ...[
          'owns objects in orders',
          'also "SELECT (n) on items"',
          'SELECT on every later table of public in orders by stranger',
        ],
      ],
    }
    expect(afterNew({ template: 'like', of }, state)).toEqual(['GRANT team TO jane;'])
    const notes = notesOf({ template: 'like', of }, state).join('\n')
    expect(notes).toMatch(/Not copied: has CREATEROLE; owns objects in orders; also "SELECT \(n\) on items"/)
    expect(notes).toMatch(/Not copied: SELECT on every later table of public in orders by stranger/)
    expect(guardsOf(inPostgres({ template: 'like', of }, { factsOfOther: null }))).toContain('noSuchSource')
  })

  it('picked tables are these alone, in the databases they are in', () => {
    const state = {
      databases: ['orders', 'stock'],
      schemas: [...postgresState().schemas, { database: 'stock', name: 's', tables: 2 }],
    }
    const tables: Rights['tables'] = [
      { database: 'orders', schema: 'public', table: 'items', privileges: ['select', 'insert'] },
      { database: 'stock', schema: 's', table: 'Odd "one"', privileges: ['delete'] },
    ]
    const plan = inPostgres({ template: 'tables', tables }, state)
    expect(statementsOf(plan).slice(2)).toEqual([
      'GRANT CONNECT ON DATABASE orders TO jane;',
      'GRANT USAGE ON SCHEMA public TO jane;',
      'GRANT SELECT, INSERT ON TABLE public.items TO jane;',
      'GRANT CONNECT ON DATABASE stock TO jane;',
      'GRANT USAGE ON SCHEMA s TO jane;',
      'GRANT DELETE ON TABLE s."Odd ""one""" TO jane;',
    ])
    expect(plan.steps.map(({ database, transaction }) => [database, transaction])).toEqual([
      ['orders', 0],
      ['orders', 0],
      ['stock', 1],
    ])
    const unread = [{ database: 'orders', schema: 'gone', table: 'x', privileges: ['select' as const] }]
    expect(guardsOf(inPostgres({ template: 'tables', tables: unread }))).toContain('noSuchSchema')
  })
})

it('of an engine without IAM nothing is planned, nor of a proxy', () => {
  const other = planOf(
    create('jane'),
    postgresState(),
    postgresTarget({ family: 'other', engineLabel: 'Oracle' }),
  )
  expect([other.steps, guardsOf(other), other.script.includes('CREATE')]).toEqual([
    [],
    ['noUsersHere'],
    false,
  ])
  const proxy = planOf(create('jane'), postgresState(), postgresTarget({ kind: 'proxy' }))
  expect(guardsOf(proxy)).toEqual(['noUsersHere'])
})
