import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Login } from '@/lib/databases/connection'
import { scanPostgres } from '@/lib/databases/postgres/scan'
import { type EmbeddedPostgres, startPostgres } from '@/lib/embedded-postgres/start-postgres'
import { createDemoAuthority } from '@/lib/simulator/databases/certificates'
import type { Front } from '@/lib/simulator/databases/front/accept-clients'
import { startFront } from '@/lib/simulator/databases/front/start-front'
import { rdsRoles } from '@/lib/simulator/databases/schemas/rds-roles'

const ROLES = 5_000
const TABLES = 20_000
const SCHEMAS = 20
const GROUPS = 200
const HOST = 'large.c9xk2m4ab7qz.us-east-1.rds.amazonaws.com'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-large-'))
let server: EmbeddedPostgres
let front: Front

/** Run as one statement each, and each makes as many objects as one transaction may lock. */
const CONTENTS = [
  `do $$ begin for at in 0..${GROUPS - 1} loop execute format('create role team_%s nologin', at); end loop; end $$`,
  `do $$ begin for at in 0..${ROLES - 1} loop
    execute format('create role person_%s login in role team_%s, rds_iam', at, at % ${GROUPS}); end loop; end $$`,
  `do $$ begin for at in 0..${SCHEMAS - 1} loop execute format('create schema area_%s', at);
    execute format('grant usage on schema area_%s to team_%s, team_%s', at, at, at + ${SCHEMAS}); end loop; end $$`,
  ...Array.from(
    { length: TABLES / 2_000 },
    (_, batch) => `do $$ begin for at in ${batch * 2_000}..${batch * 2_000 + 1_999} loop
      execute format('create table area_%s.measured_values_of_day_%s (a int)', at % ${SCHEMAS}, at); end loop; end $$`,
  ),
  ...Array.from(
    { length: SCHEMAS },
    (_, at) => `grant select on all tables in schema area_${at} to team_${at}`,
  ),
  // One ACL of its own for a table in ten: nothing can be told together there.
  `do $$ begin for at in 0..1999 loop
    execute format('grant insert on area_%s.measured_values_of_day_%s to person_%s', at % ${SCHEMAS}, at, at * 2); end loop; end $$`,
]

beforeAll(async () => {
  const settings = { max_locks_per_transaction: '256' }
  server = await startPostgres({
    dataDir: join(folder, 'data'),
    fsync: false,
    superuser: 'rdsadmin',
    settings,
  })
  const address = { host: server.socketDir, port: server.port, user: server.user }
  const admin = new pg.Client({ ...address, database: 'postgres' })
  await admin.connect()
  await admin.query(rdsRoles)
  for (const database of ['large', 'closed', 'small']) await admin.query(`create database ${database}`)
  await admin.query('revoke connect on database closed from public')
  await admin.end()
  const inside = new pg.Client({ ...address, database: 'large' })
  await inside.connect()
  for (const sql of CONTENTS) await inside.query(sql)
  await inside.end()
  const authority = await createDemoAuthority()
  front = await startFront({
    port: 0,
    upstream: async () => join(server.socketDir, `.s.PGSQL.${server.port}`),
    certificate: await authority.issueFor([HOST]),
    authenticate: async () => null,
  })
  const caFile = join(folder, 'ca.pem')
  writeFileSync(caFile, authority.certificate)
  Object.assign(process.env, {
    GATEHOUSE_CA_FILE: caFile,
    GATEHOUSE_DATA_DIR: folder,
    GATEHOUSE_TUNNELS: `${HOST}:5432=127.0.0.1:${front.port}`,
  })
}, 900_000)

afterAll(async () => {
  await front?.close()
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const login: Login = {
  endpoint: { host: HOST, port: 5432 },
  databaseUser: 'person_7',
  databaseName: 'large',
  credential: { kind: 'token', secret: 'a token that this front does not look at, of some length' },
}

describe(`a server with ${ROLES} roles and ${TABLES} tables`, () => {
  it('is read whole within a minute and 16 MB, with the databases that refuse named', async () => {
    const started = performance.now()
    const found = await scanPostgres(login)
    const seconds = (performance.now() - started) / 1000
    const megabytes = Buffer.byteLength(JSON.stringify(found)) / 1_048_576
    process.stdout.write(`scan of a large server: ${seconds.toFixed(1)} s, ${megabytes.toFixed(1)} MB kept\n`)
    expect(seconds).toBeLessThan(60)
    expect(megabytes).toBeLessThan(16)
    expect(found.users.filter(({ signIn }) => signIn === 'iam')).toHaveLength(ROLES)
    expect(found.schemas.reduce((sum, { tables }) => sum + tables, 0)).toBe(TABLES)
    const person = found.users.find(({ name }) => name === 'person_0')
    expect(person?.canDo).toBe('SELECT on 1000 of 20000 tables, INSERT on 1 of 20000 tables')
    expect(person?.detail?.rights.find(({ schema }) => schema === 'area_0')).toMatchObject({
      words: 'SELECT on all 1000 tables, INSERT on 1 of 1000 tables',
      more: expect.any(Number),
    })
    expect(found.unread).toEqual([
      { database: 'closed', what: 'rights on tables', why: expect.stringContaining('may not connect to it') },
    ])
  })

  it('is entered through another database where the first is closed or gone', async () => {
    for (const databaseName of ['closed', 'nowhere']) {
      const found = await scanPostgres({ ...login, databaseName })
      expect(found.users.length).toBeGreaterThan(ROLES)
      expect(found.unread.map(({ database }) => database)).toContain(databaseName)
      expect(found.unread.map(({ database }) => database)).not.toContain('large')
    }
  })

  it('costs what is left of the limits and no more: databases that no room was left for are named', async () => {
    const found = await scanPostgres(login, { deadlineMs: 60_000, bytes: 1_900_000, rows: 50_000 })
    expect(found.users.length).toBeGreaterThan(ROLES)
    expect(found.unread.map(({ database }) => database)).toContain('large')
    const person = found.users.find(({ name }) => name === 'person_0')
    expect(person?.canDo).toContain('rights in large')
    expect(person?.signIn).toBe('iam')
  })
})
