import { describe, expect, it } from 'vitest'
import { insideOf } from '@/lib/access/model/name-inside'
import { catalogFor, MARIADB_SQL, MYSQL_5_SQL, MYSQL_8_SQL } from './catalog-sql'
import { mapCatalog } from './map-catalog'
import { accountRow, edgeRow, everyRoleRow } from './mysql-rows'
import { type Catalog, mandatoryRoles } from './read-catalog'

/** A row as a server sends it: every value a text. */
const account = (name: string, host = '%', rest: Record<string, string> = {}) =>
  accountRow.parse({
    name,
    host,
    plugin: 'AWSAuthenticationPlugin',
    others: '[]',
    factors: '[]',
    locked: '0',
    is_role: '0',
    expired: '0',
    tls: '1',
    most_sessions: '0',
    restrictions: '[]',
    ...rest,
  })
/** CREATE ROLE of MySQL 8: a locked account without a password. */
const role = (name: string) =>
  account(name, '%', { plugin: 'caching_sha2_password', locked: '1', expired: '1' })
const holds = (member: string, held: string, admin = '0') =>
  edgeRow.parse({ member, member_host: '%', role: held, role_host: '%', admin })
const on = (name: string, place: string, ...privileges: string[]) => ({ name, host: '%', place, privileges })
const onServer = (name: string, ...privileges: string[]) => ({ name, host: '%', privileges })

function scan(changes: Partial<Omit<Catalog, 'rows'>> & { rows?: Partial<Catalog['rows']> }) {
  const { rows, ...rest } = changes
  return mapCatalog({
    version: '8.0.36',
    accounts: [],
    tables: ['orders/customer', 'orders/order', 'orders/item', 'shop@002deu/cart', 'mysql/user'],
    databases: ['orders', 'shop-eu', 'empty', 'information_schema', 'sys'],
    sessions: new Map([['app', 2]]),
    unread: [],
    ...rest,
    rows: {
      onServer: [],
      dynamic: null,
      databases: [],
      tables: [],
      edges: [],
      defaults: [],
      everyRole: null,
      ...rows,
    },
  })
}
const only = (changes: Parameters<typeof scan>[0]) => scan(changes).users[0]

describe('an account of MySQL 8, in rows as its manual describes them', () => {
  it.each([
    ['on the plugin', {}, ['iam', true, null]],
    [
      'with a password',
      { plugin: 'caching_sha2_password' },
      ['password', false, 'is not on AWSAuthenticationPlugin'],
    ],
    ['that is locked', { locked: '1' }, ['locked', false, 'is locked']],
    ['that nobody may be', { plugin: 'mysql_no_login' }, ['noLogin', false, 'cannot log in']],
    ['of Kerberos', { plugin: 'authentication_kerberos' }, ['kerberos', false, 'signs in by Kerberos']],
    [
      'with a second factor',
      { factors: '["authentication_webauthn"]' },
      ['iam', false, 'needs a second factor (authentication_webauthn) beside the token'],
    ],
    [
      'of MariaDB with two ways in',
      { plugin: 'mysql_native_password', others: '["AWSAuthenticationPlugin"]' },
      ['iamOrPassword', true, null],
    ],
    ['of MariaDB, on the server itself besides', { others: '["unix_socket"]' }, ['iam', true, null]],
    [
      'of MariaDB without any plugin',
      { plugin: '' },
      ['password', false, 'is not on AWSAuthenticationPlugin'],
    ],
  ])('%s', (_, row, expected) => {
    const user = only({ accounts: [account('app', '%', row)] })
    expect([user?.signIn, user?.iamReady, user?.reason]).toEqual(expected)
  })

  it('is a role where others hold it and it is locked, else a user', () => {
    const { users, roles } = scan({
      accounts: [account('app'), role('readers'), role('unused'), account('boss')],
      rows: { edges: [holds('app', 'readers'), holds('app', 'boss')] },
    })
    expect(roles).toEqual([{ name: 'readers', host: '%', canDo: 'no rights on any table', members: 1 }])
    expect(users.map(({ name, signIn }) => [name, signIn])).toEqual([
      ['app', 'iam'],
      ['unused', 'locked'],
      ['boss', 'iam'],
    ])
  })

  it('of MySQL or RDS itself is left out', () => {
    const own = [
      'rdsadmin',
      'mysql.sys',
      'mysql.session',
      'mysql.infoschema',
      'rds_superuser_role',
      'mariadb.sys',
    ]
    expect(scan({ accounts: own.map(name => account(name)) })).toMatchObject({ users: [], roles: [] })
  })

  it('without a name is no user, and what it does to others is said', () => {
    const { users, unread } = scan({ accounts: [account('', '10.%'), account('app')] })
    expect(users).toHaveLength(1)
    expect(unread).toEqual([
      {
        ...{ database: null, hidesUsers: true },
        what: 'who the account without a name at 10.% lets in',
        why: "From there it decides for every user whose own host is wider. Drop it: DROP USER ''@'10.%';",
      },
    ])
  })

  it.each([
    ['narrower than the only row', ['10.%'], ['%'], 'somewhere'],
    ['of the very host of another row of the name', ['10.%'], ['10.%', '%'], 'everywhere'],
    ['of every host, where a name goes first', ['%'], ['%'], 'everywhere'],
    ['of the server itself, where nobody comes from', ['localhost'], ['%'], 'everywhere'],
    ['within another network than the narrow row', ['192.168.0.7'], ['10.%', '%'], 'somewhere'],
  ])('an account without a name %s: a token opens %j beside %j %s', (_, nameless, hosts, ready) => {
    const app = hosts.map(host => account('app', host, { plugin: 'AWSAuthenticationPlugin' }))
    const found = scan({ accounts: [...nameless.map(host => account('', host)), ...app] })
    expect(insideOf(found, 'app')?.ready).toBe(ready)
    expect(found.unread.length).toBe(nameless.includes('localhost') ? 0 : 1)
  })
})

describe('what it may do', () => {
  it.each([
    ['nothing', {}, 'no rights on any table', 0],
    [
      'read a whole database',
      { databases: [on('app', 'orders', 'SELECT')] },
      'SELECT on all 3 tables in orders',
      3,
    ],
    [
      'read and change one table',
      {
        tables: [{ ...on('app', 'orders', 'SELECT', 'UPDATE'), table_name: 'item', column_privileges: [] }],
      },
      'SELECT on 1 of 3 tables, UPDATE on 1 of 3 tables in orders',
      1,
    ],
    [
      'use a view, which is none of the tables',
      { tables: [{ ...on('app', 'orders', 'SELECT'), table_name: 'summary', column_privileges: [] }] },
      'SELECT on 1 table in orders',
      1,
    ],
    [
      'read databases by a pattern',
      { databases: [on('app', 'shop%', 'SELECT')] },
      'SELECT on its only table in shop-eu',
      1,
    ],
    [
      'read one whose name has an escaped wildcard',
      { databases: [on('app', 'or\\_ers', 'SELECT')] },
      'SELECT on every table in or_ers',
      0,
    ],
    [
      'read everything but what was revoked in part',
      {
        onServer: [onServer('app', 'SELECT')],
        restrictions: '[{"Database":"orders","Privileges":["SELECT"]}]',
      },
      'SELECT on all 4 tables of 3 databases, not SELECT in orders',
      1,
    ],
    [
      'do by roles that are in force',
      {
        edges: [holds('app', 'readers'), holds('readers', 'base')],
        defaults: [holds('app', 'readers')],
        databases: [on('base', 'orders', 'SELECT'), on('readers', 'shop-eu', 'INSERT')],
      },
      'SELECT on all 3 tables in orders; INSERT on its only table in shop-eu',
      3,
    ],
    [
      'do only after SET ROLE',
      { edges: [holds('app', 'readers')], databases: [on('readers', 'orders', 'SELECT')] },
      'no rights on any table; more after SET ROLE readers',
      0,
    ],
    [
      'do where every role is in force at sign-in',
      {
        edges: [holds('app', 'readers')],
        databases: [on('readers', 'orders', 'SELECT')],
        everyRole: { every: true, mandatory: [] },
      },
      'SELECT on all 3 tables in orders',
      3,
    ],
    [
      'do by a role that everybody has',
      {
        databases: [on('staff', 'orders', 'SELECT')],
        everyRole: { every: true, mandatory: mandatoryRoles('`staff`@`%`') },
      },
      'SELECT on all 3 tables in orders',
      3,
    ],
    [
      'do as everybody may in MariaDB',
      { databases: [{ name: 'PUBLIC', host: '', place: 'orders', privileges: ['SELECT'] }] },
      'SELECT on all 3 tables in orders',
      3,
    ],
    [
      'administer, as the master user of RDS for MySQL 8 does',
      { edges: [holds('app', 'rds_superuser_role')], defaults: [holds('app', 'rds_superuser_role')] },
      'administers the server',
      0,
    ],
    [
      'administer, by privileges without a column of their own',
      { onServer: [onServer('app', 'CREATE USER')], dynamic: [onServer('app', 'GRANT OPTION')] },
      'administers the server',
      0,
    ],
  ])(
    'is to %s',
    (_, {
      restrictions = '[]',
      ...rows
    }: Record<string, unknown> & { restrictions?: string }, words, readable) => {
      const user = only({ accounts: [account('app', '%', { restrictions })], rows })
      expect(user?.canDo).toBe(words)
      expect(user?.readableTables).toBe(readable)
    },
  )

  it('lists the tables behind the words, some of them, and what covers later ones', () => {
    const names = Array.from({ length: 25 }, (_, at) => `t${String(at).padStart(2, '0')}`)
    const grants = names.map(table_name => ({
      ...on('app', 'orders', 'SELECT'),
      table_name,
      column_privileges: [],
    }))
    const [own, wide] = scan({
      accounts: [account('app'), account('wide')],
      tables: names.map(name => `orders/${name}`),
      rows: { tables: grants, databases: [on('wide', 'orders', 'SELECT', 'INSERT')] },
    }).users.map(({ detail }) => detail?.rights[0])
    expect(own?.tables).toHaveLength(20)
    expect(own).toMatchObject({ more: 5, future: null, words: 'SELECT on 25 of 25 tables' })
    expect(wide).toMatchObject({
      tables: [],
      future: 'SELECT, INSERT',
      words: 'SELECT, INSERT on all 25 tables',
    })
  })

  it('is not said where the grants were not read', () => {
    const user = only({ accounts: [account('app')], rows: { databases: null } })
    expect(user).toMatchObject({ canDo: null, readableTables: null })
  })

  it('counts no tables that were not read', () => {
    const found = scan({
      accounts: [account('app')],
      tables: null,
      sessions: null,
      rows: { databases: [on('app', 'orders', 'SELECT')] },
    })
    expect(found.users[0]).toMatchObject({ canDo: 'SELECT on every table in orders', readableTables: null })
    expect(found.users[0]?.detail?.sessions).toBeNull()
    expect(found.schemas).toEqual([])
  })
})

it('lists databases with their tables, and none of the server’s own', () => {
  const tables = ['orders/a#P#p0', 'orders/a#P#p1', 'orders/b#p#p0', 'mysql/gtid', 'SYS/x']
  const { databases, schemas } = scan({ tables })
  expect(databases).toEqual(['empty', 'orders', 'shop-eu'])
  expect(schemas.find(({ name }) => name === 'orders')).toEqual({
    database: 'orders',
    name: 'orders',
    tables: 2,
  })
})

it('takes mandatory roles as the variable spells them', () => {
  expect(mandatoryRoles('')).toEqual([])
  expect(mandatoryRoles("role1, `role 2`@`10.%`,'r3'@localhost")).toEqual([
    { name: 'role1', host: '%' },
    { name: 'role 2', host: '10.%' },
    { name: 'r3', host: 'localhost' },
  ])
  expect(everyRoleRow.parse({ every: '1', mandatory: '' })).toEqual({ every: true, mandatory: '' })
})

describe('what is asked of a server', () => {
  it.each([
    ['10.11.19-MariaDB-0+deb12u1', MARIADB_SQL],
    ['11.4.3-MariaDB-log', MARIADB_SQL],
    ['8.0.36', MYSQL_8_SQL],
    ['8.4.3', MYSQL_8_SQL],
    ['5.7.44-rds.20240408', MYSQL_5_SQL],
    ['8.0.mysql_aurora.3.07.1', MYSQL_8_SQL],
  ])('%s is what it knows', (version, sql) => {
    expect(catalogFor(version)).toBe(sql)
  })

  it('is never the hash of anybody', () => {
    for (const sql of [MARIADB_SQL, MYSQL_8_SQL, MYSQL_5_SQL].flatMap(each => Object.values(each)))
      expect(String(sql)).not.toMatch(/authentication_string|select \*|\bPriv as|User_attributes as/)
  })
})
