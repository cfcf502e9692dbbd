import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Login } from '@/lib/databases/connection'
import { scanMysql } from '@/lib/databases/mysql/scan-mysql'
import { createDemoAuthority } from '@/lib/simulator/databases/certificates'
import type { Front } from '@/lib/simulator/databases/front/accept-clients'
import { type DemoMariadb, openDemoMariadb } from '@/lib/simulator/databases/mariadb/demo-mariadb'
import { findMariadb } from '@/lib/simulator/databases/mariadb/find-mariadb.js'
import { FRONT_PASSWORD, keepCatalogTrue } from '@/lib/simulator/databases/mariadb/iam-rows'
import { startMySqlFront } from '@/lib/simulator/databases/mysql-front/start-mysql-front'

const USERS = 5_000
/** As many as can be made while a test waits: twenty thousand, made by hand once, took 0.2 s more to read. */
const TABLES = 1_000
const DATABASES = 20
const ROLES = 20
const HOST = 'large.c9xk2m4ab7qz.us-east-1.rds.amazonaws.com'
const PLUGIN = '{"access":0,"plugin":"AWSAuthenticationPlugin","authentication_string":"RDS"}'

/** Written as the server writes them: statement by statement it would take minutes. */
const CONTENTS = `
use mysql;
insert into mysql.global_priv select '%', concat('person_', seq), '${PLUGIN}' from seq_0_to_${USERS - 1};
insert into mysql.global_priv select '', concat('team_', seq), '{"access":0,"is_role":true}' from seq_0_to_${ROLES - 1};
insert into mysql.roles_mapping (Host, User, Role) select '%', concat('person_', seq), concat('team_', mod(seq, ${ROLES})) from seq_0_to_${USERS - 1};
update mysql.global_priv set Priv = json_set(Priv, '$.default_role', concat('team_', mod(substr(User, 8), ${ROLES}))) where User like 'person%';
insert into mysql.db (Host, Db, User, Select_priv) select '', concat('area\\\\_', seq), concat('team_', seq), 'Y' from seq_0_to_${ROLES - 1};
insert into mysql.db (Host, Db, User, Insert_priv) select '%', concat('area\\\\_', mod(seq, ${DATABASES})), concat('person_', seq), 'Y' from seq_0_to_${USERS - 1};
insert into mysql.tables_priv (Host, Db, User, Table_name, Table_priv) select '%', concat('area_', mod(seq, ${DATABASES})), concat('person_', seq), concat('values_', seq), 'Update' from seq_0_to_${TABLES - 1};
insert into mysql.global_priv values ('%', 'scan', '{"access":256,"plugin":"AWSAuthenticationPlugin","authentication_string":"RDS"}');
insert into mysql.db (Host, Db, User, Select_priv) values ('%', 'mysql', 'scan', 'Y');
begin not atomic
  for at in 0..${DATABASES - 1} do execute immediate concat('create database area_', at); end for;
  for at in 0..${TABLES - 1} do
    execute immediate concat('create table area_', mod(at, ${DATABASES}), '.values_', at, ' (a int)');
  end for;
end;`

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-large-'))
const programs = findMariadb()
let server: DemoMariadb
let front: Front

const login: Login = {
  endpoint: { host: HOST, port: 3306 },
  databaseUser: 'scan',
  databaseName: '',
  credential: { kind: 'token', secret: 'a token that this front does not look at, of some length' },
}

describe.runIf(programs)(`a MariaDB with ${USERS} users and ${TABLES} tables`, () => {
  beforeAll(async () => {
    if (!programs) return
    chmodSync(folder, 0o711)
    const authority = await createDemoAuthority()
    server = await openDemoMariadb({
      programs,
      dataDir: join(folder, 'data'),
      tls: await authority.issuePemFor([HOST]),
      settings: ['--innodb-file-per-table=0', '--skip-sync-frm', '--innodb-flush-log-at-trx-commit=0'],
      schema: { users: '', contents: CONTENTS },
      master: { user: 'admin', password: 'large-master-demo' },
    })
    const { socket, admin } = server
    front = await startMySqlFront({
      port: 0,
      certificate: await authority.issueFor([HOST]),
      engine: async () => ({ socket, password: FRONT_PASSWORD, catalog: keepCatalogTrue(admin, () => true) }),
      version: '10.11.9-MariaDB',
      wayIn: async () => 'token',
      admits: async () => true,
    })
    const caFile = join(folder, 'ca.pem')
    writeFileSync(caFile, authority.certificate)
    Object.assign(process.env, {
      GATEHOUSE_CA_FILE: caFile,
      GATEHOUSE_DATA_DIR: folder,
      GATEHOUSE_TUNNELS: `${HOST}:3306=127.0.0.1:${front.port}`,
    })
  }, 900_000)

  afterAll(async () => {
    await front?.close()
    await server?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('is read whole within a minute and 16 MB', async () => {
    const started = performance.now()
    const found = await scanMysql(login)
    const seconds = (performance.now() - started) / 1_000
    const megabytes = Buffer.byteLength(JSON.stringify(found)) / 1_048_576
    process.stdout.write(
      `scan of a large MariaDB: ${seconds.toFixed(1)} s, ${megabytes.toFixed(1)} MB kept\n`,
    )
    expect(seconds).toBeLessThan(60)
    expect(megabytes).toBeLessThan(16)
    expect(
      found.users.filter(({ name, signIn }) => name.startsWith('person') && signIn === 'iam'),
    ).toHaveLength(USERS)
    expect(found.roles).toHaveLength(ROLES)
    expect(found.schemas.reduce((sum, { tables }) => sum + tables, 0)).toBe(TABLES)
    expect(found.users.find(({ name }) => name === 'person_7')).toMatchObject({
      canDo: 'SELECT, INSERT on all 50 tables, UPDATE on 1 of 50 tables in area_7',
      readableTables: 50,
    })
    expect(found.unread).toEqual([])
  })

  it.each([
    ['rows', { bytes: 67_108_864, rows: 10_000 }, /more rows than were asked for/],
    ['bytes', { bytes: 500_000, rows: 500_000 }, /more bytes than were asked for/],
    ['time', { bytes: 67_108_864, rows: 500_000, deadlineMs: 60 }, /not done after 0.06 s/],
  ])('costs no more than the limit of %s lets it', async (_, limits, answer) => {
    await expect(scanMysql(login, { deadlineMs: 60_000, ...limits })).rejects.toMatchObject({
      code: 'unavailable',
      answer: expect.stringMatching(answer),
    })
  })

  it('is not read in part: more accounts than the cap leave none out, and more tables are not counted', async () => {
    const add = (from: number, to: number) =>
      server.admin.query(
        `insert into mysql.global_priv select '%', concat('more_', seq), '{"access":0}' from mysql.seq_${from}_to_${to}`,
      )
    await add(1, 15_000)
    await expect(scanMysql(login)).rejects.toMatchObject({
      message: expect.stringContaining('There are more than 20000.'),
    })
    await server.admin.query("delete from mysql.global_priv where User like 'more%'")
    await server.admin.query(
      `insert into mysql.tables_priv (Host, Db, User, Table_name, Table_priv)
        select '%', 'area_1', 'person_1', concat('made_', seq), 'Select' from mysql.seq_1_to_100001`,
    )
    const found = await scanMysql(login)
    expect(found.unread).toEqual([
      { database: null, what: 'rights on single tables', why: 'There are more than 100000.' },
    ])
    expect(found.users.find(({ name }) => name === 'person_7')?.canDo).toBeNull()
  })
})
