import { describe, expect, it } from 'vitest'
import { foundInPostgres } from './found-in-postgres'
import type { DatabaseReading, RoleReading, ServerReading } from './postgres-reading'

const role = (oid: number, name: string, changes: Partial<RoleReading> = {}): RoleReading => ({
  oid,
  name,
  login: true,
  superuser: false,
  inherits: true,
  createsRoles: false,
  createsDatabases: false,
  replicates: false,
  bypassesRowSecurity: false,
  connectionLimit: -1,
  validUntil: null,
  ...changes,
})

const server = (roles: RoleReading[], changes: Partial<ServerReading> = {}): ServerReading => ({
  at: '2026-11-23T14:02:11Z',
  version: '16.4',
  identifier: '7',
  readAs: 'gatehouse_scan',
  roles,
  memberships: [],
  databases: [{ name: 'orders', owner: 100, accepts: true, grants: [[0, ['CONNECT']]] }],
  owned: [],
  sessions: [],
  ...changes,
})

const orders = (changes: Partial<DatabaseReading> = {}): DatabaseReading => ({
  database: 'orders',
  schemas: [{ name: 'public', grants: [[0, ['USAGE']]] }],
  tables: [],
  columns: [],
  defaults: [],
  ...changes,
})

const one = (given: RoleReading, changes: Partial<ServerReading> = {}, databases = [orders()]) => {
  const found = foundInPostgres({ server: server([given], changes), databases, unread: [] })
  const [user] = found.users
  if (!user) throw new Error('The role was lost.')
  return user
}

describe('what is found in a PostgreSQL', () => {
  it.each([
    ['a past date', '2020-01-01T00:00:00+00:00', true],
    ['a date to come', '2031-01-01T00:00:00+02:00', false],
    ['never', 'infinity', false],
    ['always', '-infinity', true],
    ['no date at all', 'soon', false],
  ])('a password that is valid until %s', (_, validUntil, passwordExpired) => {
    expect(one(role(1, 'app', { validUntil })).detail?.passwordExpired).toBe(passwordExpired)
  })

  it('everybody who may sign in, whatever the name begins with, but whom RDS keeps for itself', () => {
    const roles = ['rdsadmin', 'rds_reader', 'rdsuser', 'pg_monitor'].map((name, at) => role(at + 1, name))
    const group = role(9, 'rds_newgroup', { login: false })
    const { users } = foundInPostgres({ server: server([...roles, group]), databases: [], unread: [] })
    expect(users.map(({ name }) => name)).toEqual(['rds_reader', 'rdsuser'])
  })

  it('a password that ends takes no token away', () => {
    const iam = role(2, 'rds_iam', { login: false })
    const app = role(1, 'app', { validUntil: '2020-01-01T00:00:00+00:00' })
    const memberships: ServerReading['memberships'] = [[2, 1, false, null, null]]
    const [user] = foundInPostgres({
      server: server([app, iam], { memberships }),
      databases: [],
      unread: [],
    }).users
    expect(user).toMatchObject({ iamReady: true, reason: null, detail: { passwordExpired: false } })
  })

  it('rights in a database that was not read are not none', () => {
    expect(one(role(1, 'app'), {}, []).canDo).toBeNull()
    const both = one(role(1, 'app'), {
      databases: [
        { name: 'orders', owner: 100, accepts: true, grants: [[0, ['CONNECT']]] },
        { name: 'archive', owner: 100, accepts: true, grants: [[0, ['CONNECT']]] },
      ],
    })
    expect(both.canDo).toBe('no rights on tables, rights in archive not read')
  })

  it('a right to become somebody else is told where nothing is in force', () => {
    const owner = role(2, 'owner', { login: false })
    const memberships: ServerReading['memberships'] = [[2, 1, false, false, true]]
    const found = foundInPostgres({
      server: server([role(1, 'app'), owner], { memberships }),
      databases: [orders()],
      unread: [],
    })
    expect(found.users[0]?.canDo).toBe('more after SET ROLE owner')
    expect(found.roles).toMatchObject([{ name: 'owner', members: 1 }])
  })

  it('nobody who may connect to no database is said to have rights', () => {
    const closed = [{ name: 'orders', owner: 100, accepts: true, grants: [] }]
    const tables = [
      { schema: 'public', owner: 100, tables: 3, names: ['a', 'b', 'c'], grants: [[1, ['SELECT']]] },
    ]
    const user = one(role(1, 'app'), { databases: closed }, [
      orders({ tables: tables as DatabaseReading['tables'] }),
    ])
    expect(user.canDo).toBe('may not connect to any database')
    expect(user.detail?.rights.map(({ words }) => words)).toEqual([
      'may not connect',
      'SELECT on all 3 tables',
    ])
  })

  it('what would take minutes to sum up is named as not summed up, and takes no minutes', () => {
    const roles = Array.from({ length: 3_000 }, (_, at) => role(at + 1, `person_${at}`))
    const team = role(9_000, 'team', { login: false })
    const tables = Array.from({ length: 10_000 }, (_, at) => ({
      schema: 'public',
      owner: 100,
      tables: 1,
      names: [`t${at}`],
      // Everybody differs from everybody else by one table.
      grants: [
        [9_000, ['SELECT']],
        [(at % 3_000) + 1, ['INSERT']],
      ] as [number, string[]][],
    }))
    const memberships = roles.map(({ oid }): ServerReading['memberships'][number] => [
      9_000,
      oid,
      false,
      null,
      null,
    ])
    const found = foundInPostgres({
      server: server([...roles, team], { memberships }),
      databases: [orders({ tables })],
      unread: [],
    })
    expect(found.users.filter(({ canDo }) => canDo === null).length).toBeGreaterThan(1_000)
    expect(found.unread).toEqual([
      {
        database: 'orders',
        what: 'rights of some users',
        why: expect.stringContaining('too many different ones'),
      },
    ])
  })
})
