import { readFileSync } from 'node:fs'
import { connect as connectSocket } from 'node:net'
import { createConnection } from 'mysql2/promise'
import { beforeAll, describe, expect, it } from 'vitest'
import type { DatabaseScan, DatabaseUser } from '@/lib/access/model/database-user'
import type { Endpoint } from '@/lib/access/model/target'
import { homeAccount } from '@/lib/account'
import { signAuthToken } from '@/lib/aws/sign-auth-token'
import { callerCredentials } from '@/lib/aws/sts'
import { settings } from '@/lib/config/env'
import { testLogin } from '@/lib/databases/connection-test'
import { scanMysql } from '@/lib/databases/mysql/scan-mysql'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { getReadingWays } from '@/lib/services/databases/get-reading-ways'
import { keepPastedScan } from '@/lib/services/databases/keep-pasted-scan'
import { scanDatabase } from '@/lib/services/databases/scan-database'
import { demoDatabases } from '@/lib/services/testing/demo-databases'
import { person } from '@/lib/services/testing/person'
import { findMariadb } from '@/lib/simulator/databases/mariadb/find-mariadb.js'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT } from '@/lib/simulator/world/statements'

demoDatabases(['catalog-prod'])
const mira = person('mira', ['read', 'mint'])
const catalog = { accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.catalogProd }

let endpoint: Endpoint
beforeAll(async () => {
  const { targets } = await loadInventory(homeAccount())
  const found = targets.find(({ resourceId }) => resourceId === catalog.resourceId)?.endpoint
  if (!found) throw new Error('The cast has lost catalog-prod.')
  endpoint = found
})

/** As somebody with the master password does from a terminal. */
async function asMaster(sql: string): Promise<unknown> {
  const dial = settings().tunnels.get(`${endpoint.host}:${endpoint.port}`)
  const connection = await createConnection({
    host: endpoint.host,
    stream: () => connectSocket(dial?.port ?? 0, dial?.host ?? ''),
    ssl: { ca: readFileSync(settings().caFile, 'utf8'), verifyIdentity: true },
    user: 'admin',
    password: 'catalog-prod-master-demo',
    multipleStatements: true,
  })
  const [answers] = await connection.query(sql).finally(() => connection.end())
  return answers
}

const rowsOf = (users: DatabaseUser[], name: string) => users.filter(user => user.name === name)
const rowOf = (users: DatabaseUser[], name: string) => rowsOf(users, name)[0]

const PEOPLE = `
create database stock; create table stock.a (id int); create table stock.b (id int);
create table stock.p (id int) partition by hash (id) partitions 3; create database \`my-shop\`;
create table \`my-shop\`.sold (id int);
create user 'both'@'%' identified via AWSAuthenticationPlugin using 'RDS' or mysql_native_password using password('x');
create user 'here'@'%' identified via AWSAuthenticationPlugin using 'RDS' or unix_socket;
create user closed@'%' identified with AWSAuthenticationPlugin as 'RDS' account lock;
create user jane@'%' identified with AWSAuthenticationPlugin as 'RDS';
create user jane@'10.99.%' identified by 'x' with max_user_connections 3;
create user stale@'%' identified by 'x' password expire;
create role reader; create role outer_role; grant reader to outer_role;
grant select on stock.* to reader; grant insert on stock.a to reader;
create user member@'%' identified with AWSAuthenticationPlugin as 'RDS'; grant outer_role to member@'%';
set default role outer_role for member@'%'; grant reader to jane@'%' with admin option;
grant update (id) on stock.b to jane@'%'; grant select on \`my%\`.* to jane@'%';
create user "o'neil \`x\\\\y"@'%' identified with AWSAuthenticationPlugin as 'RDS';
create user 'Zoë'@'%' identified with AWSAuthenticationPlugin as 'RDS';`

describe.runIf(findMariadb())('reading the users of a MariaDB', () => {
  beforeAll(() => asMaster(PEOPLE))

  it('tells those on the plugin from those with a password, locked ones and those with two ways in', async () => {
    const { users, version } = await scanDatabase(mira, catalog)
    expect(version).toMatch(/MariaDB/)
    const standing = (name: string) => {
      const user = rowOf(users, name)
      return [user?.signIn, user?.iamReady, user?.reason]
    }
    expect(standing('catalog_ro')).toEqual(['iam', true, null])
    expect(standing('both')).toEqual(['iamOrPassword', true, null])
    expect(standing('here')).toEqual(['iam', true, null])
    expect(standing('closed')).toEqual(['locked', false, 'is locked'])
    expect(standing('legacy_feed')).toEqual(['password', false, 'is not on AWSAuthenticationPlugin'])
    expect(standing("o'neil `x\\y")).toEqual(['iam', true, null])
    expect(standing('Zoë')).toEqual(['iam', true, null])
    expect(rowOf(users, 'stale')?.detail?.passwordExpired).toBe(true)
    expect(rowOf(users, 'catalog_ro')?.detail?.requiresTls).toBe(true)
    expect(users.map(({ name }) => name)).not.toContain('rdsadmin')
    expect(rowOf(users, 'admin')).toMatchObject({ superuser: true, canDo: 'administers the server' })
  })

  it('is told the same by the query that somebody runs by hand', async () => {
    const scanned = await scanDatabase(mira, catalog)
    const sql = (await getReadingWays(mira, catalog)).byHand?.sql ?? ''
    const answers = (await asMaster(sql)) as [unknown, { answer: unknown }[]]
    // This driver parses what it takes for JSON; a terminal prints it.
    const answer = answers[1][0]?.answer
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer)
    await keepPastedScan(mira, { ...catalog, text, confirmed: true })
    const kept = (await loadInventory(homeAccount())).scans[catalog.resourceId]
    expect(kept).toMatchObject({ source: 'pasted', scannedAs: expect.stringMatching(/^admin@/) })
    const told = ({ users, roles, schemas, databases, unread }: DatabaseScan) =>
      JSON.parse(
        JSON.stringify({ users, roles, schemas, databases, unread }).replace(
          /"sessions":\d+/g,
          '"sessions":0',
        ),
      )
    expect(kept && told(kept)).toEqual(told(scanned))
  })

  it('keeps two rows of one name apart, and says of neither which sessions are its own', async () => {
    const { users } = await scanDatabase(mira, catalog)
    const rows = rowsOf(users, 'jane')
    expect(rows.map(({ host, signIn }) => [host, signIn])).toEqual([
      ['%', 'iam'],
      ['10.99.%', 'password'],
    ])
    expect(rows.map(({ detail }) => detail?.sessions)).toEqual([null, null])
    expect(rows[1]?.detail?.connectionLimit).toBe(3)
    expect(rowOf(users, 'both')?.detail?.sessions).toBe(0)
  })

  it('says in words what each may do: of its own, by roles in force, and where', async () => {
    const { users, roles, schemas, databases, unread } = await scanDatabase(mira, catalog)
    expect(rowOf(users, 'catalog_ro')?.canDo).toMatch(/^SELECT on all \d+ tables in catalog$/)
    expect(rowOf(users, 'member')?.canDo).toBe('SELECT on all 3 tables, INSERT on 1 of 3 tables in stock')
    expect(rowOf(users, 'member')?.readableTables).toBe(3)
    expect(rowOf(users, 'member')?.detail?.memberships).toEqual([
      { role: 'outer_role', admin: false, inForce: true },
    ])
    const jane = rowOf(users, 'jane')
    expect(jane?.canDo).toBe(
      'SELECT on its only table in my-shop; UPDATE of some columns on 1 of 3 tables in stock; more after SET ROLE reader',
    )
    expect(jane?.detail?.memberships).toEqual([{ role: 'reader', admin: true, inForce: false }])
    expect(jane?.detail?.rights.find(({ database }) => database === 'stock')?.tables).toEqual([
      { name: 'b', privileges: ['UPDATE of some columns'] },
    ])
    expect(roles).toContainEqual({
      name: 'reader',
      host: null,
      canDo: 'SELECT on all 3 tables, INSERT on 1 of 3 tables in stock',
      members: 3,
    })
    expect(databases).toEqual(['catalog', 'my-shop', 'stock'])
    expect(schemas).toContainEqual({ database: 'stock', name: 'stock', tables: 3 })
    expect(unread).toEqual([])
  })

  it('names the grant that is missing, half by half', async () => {
    await asMaster("revoke process on *.* from gatehouse_scan@'%'")
    const half = await scanDatabase(mira, catalog)
    expect(half.unread).toEqual([
      {
        database: null,
        what: 'databases, their tables, and live sessions',
        why: "gatehouse_scan@% lacks it: GRANT PROCESS ON *.* TO 'gatehouse_scan'@'%';",
      },
    ])
    expect(rowOf(half.users, 'both')?.detail?.sessions).toBeNull()
    expect(rowOf(half.users, 'member')?.canDo).toMatch(/^SELECT on every table, INSERT on 1 table in stock$/)
    await asMaster("revoke select on mysql.* from gatehouse_scan@'%'")
    await expect(scanDatabase(mira, catalog)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining("GRANT SELECT ON mysql.* TO 'gatehouse_scan'@'%';"),
    })
    await asMaster(
      "grant select on mysql.* to gatehouse_scan@'%'; grant process on *.* to gatehouse_scan@'%'",
    )
  })
})

describe.runIf(findMariadb())('reading a MariaDB with the master password', () => {
  const asAdmin = (secret: string) =>
    scanMysql({
      endpoint,
      databaseUser: 'admin',
      databaseName: '',
      credential: { kind: 'password', secret },
    })

  it('finds the same people, and is refused with a wrong one', async () => {
    const { users } = await asAdmin('catalog-prod-master-demo')
    expect(rowOf(users, 'catalog_ro')).toMatchObject({ signIn: 'iam', iamReady: true })
    await expect(asAdmin('catalog-prod-master-dem0')).rejects.toMatchObject({
      answer: expect.stringMatching(/^ERROR 1045 \(28000\).*using password: YES/),
    })
  })
})

describe.runIf(findMariadb())('a login to a MariaDB, step by step', () => {
  async function login(databaseUser: string, changes: { host?: string; databaseName?: string } = {}) {
    const credentials = await callerCredentials(homeAccount())
    const question = { endpoint, region: 'us-east-1', databaseUser, credentials }
    const token = await signAuthToken(homeAccount(), question)
    const dialled = { ...endpoint, ...(changes.host ? { host: changes.host } : {}) }
    return {
      endpoint: dialled,
      databaseUser,
      databaseName: changes.databaseName ?? '',
      credential: { kind: 'token' as const, secret: token },
    }
  }
  const outcomes = (steps: { outcome: string }[]) => steps.map(({ outcome }) => outcome).join(' ')

  it('passes all five as the user of the token', async () => {
    const test = await testLogin(await login('gatehouse_scan'), 'mariadb')
    expect(outcomes(test.steps)).toBe('pass pass pass pass pass')
    expect(test.steps[4]?.text).toBe('current_user is gatehouse_scan@%, in no database')
  })

  it('stops at IAM for a user that the signer may not be, in the words of the client', async () => {
    const given = await login('catalog_ro')
    const test = await testLogin(given, 'mariadb')
    expect(outcomes(test.steps)).toBe('pass pass pass fail skipped')
    expect(test.failure).toMatchObject({ step: 'iam', code: '1045' })
    expect(test.failure?.answer).toMatch(
      /^ERROR 1045 \(28000\): Access denied for user 'catalog_ro'@'[\d.]+' \(using password: YES\)$/,
    )
    expect(JSON.stringify(test)).not.toContain(given.credential.secret.slice(-64))
  })

  it('stops at the role when the database says no after the token was taken', async () => {
    const test = await testLogin(await login('gatehouse_scan', { databaseName: 'nowhere' }), 'mariadb')
    expect(outcomes(test.steps)).toBe('pass pass pass pass fail')
    expect(test.failure?.answer).toMatch(/^ERROR 1044 \(42000\): Access denied .* to database 'nowhere'$/)
  })

  it('stops at TLS when the certificate names another host', async () => {
    const other = 'other.c9xk2m4ab7qz.us-east-1.rds.amazonaws.com'
    const tunnels = process.env.GATEHOUSE_TUNNELS ?? ''
    process.env.GATEHOUSE_TUNNELS = `${tunnels},${other}:${endpoint.port}=${tunnels.split('=')[1]}`
    const test = await testLogin(await login('gatehouse_scan', { host: other }), 'mariadb')
    process.env.GATEHOUSE_TUNNELS = tunnels
    expect(outcomes(test.steps)).toBe('pass pass fail skipped skipped')
    expect(test.failure?.code).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
  })
})
