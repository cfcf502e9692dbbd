import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FoundInside } from '@/lib/access/model/database-user'
import { rightsIn } from '@/lib/databases/postgres/database-rights'
import { foundInPostgres } from '@/lib/databases/postgres/found-in-postgres'
import { databaseReading, serverReading } from '@/lib/databases/postgres/postgres-reading'
import { DATABASE_SQL, SERVER_SQL } from '@/lib/databases/postgres/reading-sql'
import { roleGraph } from '@/lib/databases/postgres/role-graph'
import { debianBinaries, startDebianPostgres } from '@/lib/databases/postgres/testing/start-debian-postgres'
import { startPostgres } from '@/lib/embedded-postgres/start-postgres'
import { rdsRoles } from '@/lib/simulator/databases/schemas/rds-roles'

const TABLES = 60
const ROLES = 40
const PRIVILEGES = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']

/** A server full of odd cases; every choice comes from the number alone, so both versions get the same. */
function contents(major: number): string {
  const pick = (seed: number, of: number) => (Math.imul(seed ^ 0x5bd1, 2_654_435_761) >>> 7) % of
  const roles = Array.from({ length: ROLES }, (_, at) => {
    const inherits = pick(at, 4) === 0 ? 'noinherit' : 'inherit'
    return `create role r${at} ${at % 3 === 0 ? 'nologin' : 'login'} ${inherits};`
  })
  const held = Array.from({ length: ROLES }, (_, at) =>
    at < 4 ? '' : `grant r${pick(at * 7, at)} to r${at}${at % 5 === 0 ? ' with admin option' : ''};`,
  )
  const schemas = ['s0', 's1', 'Odd "name'].map(name => `create schema "${name.replaceAll('"', '""')}";`)
  const inSchema = (at: number) => ['public', 's0', 's1', '"Odd ""name"'][at % 4]
  const tables = Array.from(
    { length: TABLES },
    (_, at) => `create table ${inSchema(at)}.t${at} (a int, b int);`,
  )
  const rights = Array.from({ length: TABLES * 4 }, (_, at) => {
    const table = `${inSchema(pick(at, TABLES))}.t${pick(at, TABLES)}`
    const privilege = PRIVILEGES[pick(at * 3, PRIVILEGES.length)]
    if (at % 13 === 0) return `alter table ${table} owner to r${pick(at * 5, ROLES)};`
    if (at % 17 === 0) return `grant ${privilege} on ${table} to public;`
    if (at % 19 === 0) return `grant select (a), update (b) on ${table} to r${pick(at * 11, ROLES)};`
    if (at % 23 === 0) return `revoke all on ${table} from r${pick(at * 5, ROLES)};`
    return `grant ${privilege} on ${table} to r${pick(at * 5, ROLES)};`
  })
  const usage = Array.from(
    { length: 20 },
    (_, at) => `grant usage on schema ${inSchema(at)} to r${pick(at * 9, ROLES)};`,
  )
  const newer = [
    ...(major >= 14 ? ['grant pg_read_all_data to r7; grant pg_write_all_data to r8;'] : []),
    ...(major >= 16
      ? ['grant r1 to r9 with inherit false, set true; grant r2 to r10 with inherit true, set false;']
      : []),
    ...(major >= 17 ? ['grant pg_maintain to r11;'] : []),
  ]
  return [
    ...roles,
    ...held,
    ...schemas,
    ...tables,
    ...rights,
    ...usage,
    ...newer,
    'grant usage on schema s1 to public; alter database odd owner to r13; grant create on schema s0 to r14;',
    'alter default privileges for role r1 in schema s0 grant select on tables to r2;',
    "alter role r16 connection limit 0 valid until '2020-01-01'; alter role r17 valid until 'infinity';",
    'grant rds_iam to r16;',
    'revoke connect on database odd from public; grant connect on database odd to r2, r16;',
  ].join('\n')
}

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-rights-'))
const debian = debianBinaries()
const stops: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const stop of stops) await stop()
  rmSync(folder, { recursive: true, force: true })
})

async function embedded(): Promise<pg.ClientConfig> {
  const server = await startPostgres({ dataDir: join(folder, 'data'), fsync: false, superuser: 'rdsadmin' })
  stops.push(() => server.stop())
  return { host: server.socketDir, port: server.port, user: server.user }
}

async function debians(): Promise<pg.ClientConfig> {
  const server = await startDebianPostgres(debian ?? '')
  stops.push(() => server.stop())
  return { host: server.host, user: 'rdsadmin' }
}

const SERVERS: [string, () => Promise<pg.ClientConfig>][] = [
  ['the embedded version', embedded],
  ...(debian ? ([["Debian's version", debians]] as [string, () => Promise<pg.ClientConfig>][]) : []),
]

describe.each(SERVERS)('a PostgreSQL of %s', (_, start) => {
  let client: pg.Client
  let found: FoundInside
  let rightsOf: ReturnType<typeof rightsIn>
  let roles: { oid: number; name: string }[]

  beforeAll(async () => {
    const address = await start()
    const admin = new pg.Client({ ...address, database: 'postgres' })
    await admin.connect()
    const version = Number((await admin.query('show server_version_num')).rows[0].server_version_num)
    await admin.query(rdsRoles)
    await admin.query('create database odd')
    await admin.end()
    client = new pg.Client({ ...address, database: 'odd' })
    await client.connect()
    await client.query(contents(Math.floor(version / 10_000)))
    // As the least of users: whatever it is told, every scan user is.
    await client.query('create role reader login; grant connect on database odd to reader')
    await client.query('set session authorization reader')
    const text = async (sql: string) => JSON.parse((await client.query(sql)).rows[0].reading)
    const server = serverReading.parse(await text(SERVER_SQL))
    const database = databaseReading.parse(await text(DATABASE_SQL))
    await client.query('reset session authorization')
    found = foundInPostgres({ server, databases: [database], unread: [] })
    const entry = server.databases.find(({ name }) => name === 'odd')
    rightsOf = rightsIn(database, roleGraph(server), entry?.owner ?? 0)
    roles = server.roles.filter(({ name }) => /^r\d+$/.test(name))
  })
  afterAll(() => client?.end())

  it('is told of exactly as PostgreSQL itself answers, for every role, table and privilege', async () => {
    const { rows } = await client.query<{
      role: string
      schema: string
      table: string
      held: string[] | null
      owned: boolean
    }>(
      `select r.rolname as role, n.nspname as schema, c.relname as table, pg_has_role(r.oid, c.relowner, 'usage') as owned,
        (select array_agg(p order by p) from unnest($1::text[]) p
          where has_table_privilege(r.oid, c.oid, p) and has_schema_privilege(r.oid, n.oid, 'usage')) as held
      from pg_roles r, pg_class c join pg_namespace n on n.oid = c.relnamespace
      where r.rolname ~ '^r[0-9]+$' and c.relname ~ '^t[0-9]+$' and c.relkind = 'r'`,
      [PRIVILEGES],
    )
    const byName = new Map(roles.map(({ name, oid }) => [name, rightsOf(oid)]))
    const wrong = rows.filter(({ role, schema, table, held, owned }) => {
      const alike = byName.get(role)?.tables.find(one => one.schema === schema && one.names.includes(table))
      const usable = held ?? []
      const told = [...(alike?.privileges ?? [])].filter(privilege => PRIVILEGES.includes(privilege)).sort()
      // An owner without USAGE on the schema is told as its owner.
      const same = owned ? alike?.owned === true : told.join() === usable.join()
      return !same || (alike?.owned ?? false) !== owned
    })
    expect(rows).toHaveLength(ROLES * TABLES)
    expect(rows.filter(({ held }) => held !== null).length).toBeGreaterThan(200)
    expect(wrong).toEqual([])
  })

  it('tells of columns where the table is not granted whole', async () => {
    const { rows } = await client.query<{ role: string; table: string }>(
      `select r.rolname as role, c.relname as table from pg_roles r, pg_class c
      where r.rolname ~ '^r[0-9]+$' and c.relname ~ '^t[0-9]+$' and has_schema_privilege(r.oid, c.relnamespace, 'usage')
        and (has_any_column_privilege(r.oid, c.oid, 'select') and not has_table_privilege(r.oid, c.oid, 'select')
          or has_any_column_privilege(r.oid, c.oid, 'update') and not has_table_privilege(r.oid, c.oid, 'update'))`,
    )
    const told = roles.flatMap(({ name, oid }) =>
      rightsOf(oid)?.columns.map(({ table }) => `${name} ${table}`),
    )
    expect(told.sort()).toEqual(rows.map(({ role, table }) => `${role} ${table}`).sort())
    expect(rows.length).toBeGreaterThan(0)
  })

  it('says who connects, what is made later, and who may hold no session', () => {
    const user = (name: string) => found.users.find(one => one.name === name)
    expect(user('r2')?.detail?.rights.some(({ future }) => future === 'SELECT on tables that r1 makes')).toBe(
      true,
    )
    expect(user('r16')).toMatchObject({
      signIn: 'iam',
      iamReady: false,
      reason: 'may hold no session (CONNECTION LIMIT 0)',
      validUntil: expect.stringMatching(/^2020/),
      // Only a password ends by VALID UNTIL.
      detail: { passwordExpired: false, connectionLimit: 0 },
    })
    expect(user('r17')?.validUntil).toBeNull()
    expect(found.version).toMatch(/^\d\d/)
    expect(found.identity).toMatch(/^\d{15,}$/)
    expect(found.databases).toEqual(['odd', 'postgres'])
    expect(user('r13')?.detail?.rights.find(({ schema }) => schema === null)?.words).toContain(
      'owns the database',
    )
  })
})
