import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect as connectSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Signer } from '@aws-sdk/rds-signer'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSession } from '@/lib/simulator/aws/open-session'
import { smallCast } from '@/lib/simulator/world/cast'
import { GATEHOUSE_ROLE } from '@/lib/simulator/world/cast-gatehouse'
import { findMariadb } from './mariadb/find-mariadb.js'
import { type DemoDatabases, type DemoFront, startDemoDatabases } from './start-demo-databases'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-cast-'))
const world = smallCast()
let demo: DemoDatabases

beforeAll(async () => {
  chmodSync(folder, 0o711)
  const billing = world.rds.get('us-east-1')?.instances.get('billing-prod')
  if (billing) billing.settings.iamAuth = true
  const only = ['orders-prod', 'billing-prod', 'catalog-prod', 'partner-api-prod', 'shipping-prod']
  demo = await startDemoDatabases({ world, dataDir: folder, now: () => new Date(), only })
})
afterAll(async () => {
  await demo?.close()
  rmSync(folder, { recursive: true, force: true })
})

function front(identifier: string): DemoFront {
  const found = demo.fronts.find(one => one.identifier === identifier)
  if (!found) throw new Error(`${identifier} has no front`)
  return found
}

/** As the dashboard's own role signs. */
function tokenFor({ host, port }: DemoFront, username: string): Promise<string> {
  const wish = { principalArn: GATEHOUSE_ROLE, name: 'x', seconds: 900, sessionPolicies: [], tags: [] }
  const { accessKeyId, secret: secretAccessKey, token: sessionToken } = openSession(world, wish, new Date())
  const credentials = { accessKeyId, secretAccessKey, sessionToken }
  const region = host.split('.')[2] ?? ''
  return new Signer({ hostname: host, port, region, username, credentials }).getAuthToken()
}

const ca = () => readFileSync(demo.caFile, 'utf8')

async function inPostgres(identifier: string, user: string, database: string) {
  const door = front(identifier)
  const client = new pg.Client({
    host: door.dialHost,
    port: door.dialPort,
    database,
    user,
    password: await tokenFor(door, user),
    ssl: { ca: ca(), servername: door.host },
  })
  await client.connect()
  return client
}

async function inMariadb(identifier: string, user: string) {
  const door = front(identifier)
  return createConnection({
    host: door.host,
    stream: () => connectSocket(door.dialPort, door.dialHost),
    user,
    password: await tokenFor(door, user),
    enableCleartextPlugin: true,
    ssl: { ca: ca(), verifyIdentity: true },
  })
}

describe('gatehouse_ops in PostgreSQL', () => {
  it('makes users that sign in by token, and passes on what it may', async () => {
    const ops = await inPostgres('orders-prod', 'gatehouse_ops', 'orders')
    await ops.query('create role monthly login; grant rds_iam to monthly; grant orders_read to monthly')
    await ops.query('grant select on orders to monthly')
    await expect(ops.query('grant orders_write to monthly')).rejects.toMatchObject({ code: '42501' })
    await expect(ops.query('alter role dba_admin nologin')).rejects.toMatchObject({ code: '42501' })
    const { rows } = await ops.query(
      "select rolsuper, rolcreaterole from pg_roles where rolname = 'gatehouse_ops'",
    )
    expect(rows).toEqual([{ rolsuper: false, rolcreaterole: true }])
    await ops.query('revoke select on orders from monthly; drop role monthly')
    await ops.end()
  })
})

describe.runIf(findMariadb())('the cast of MySQL and MariaDB', () => {
  it.each(['billing-prod', 'catalog-prod', 'partner-api-prod', 'shipping-prod'])(
    '%s lets the dashboard read its users, and nothing of their data',
    async identifier => {
      const scan = await inMariadb(identifier, 'gatehouse_scan')
      const [rows] = await scan.query<RowDataPacket[]>(
        "select User as user, json_value(Priv, '$.plugin') as plugin from mysql.global_priv where User like 'gatehouse%' order by 1",
      )
      const plugin = 'AWSAuthenticationPlugin'
      expect(rows).toEqual([
        { user: 'gatehouse_ops', plugin },
        { user: 'gatehouse_scan', plugin },
      ])
      const [own] = await scan.query<RowDataPacket[]>(
        "select count(*) as tables from information_schema.tables where table_schema in ('billing', 'tax', 'catalog', 'partners', 'shipping')",
      )
      expect(own).toEqual([{ tables: 0 }])
      await scan.end()
    },
  )

  it('gatehouse_ops makes a user, gives it what it may pass on, and takes it away again', async () => {
    const ops = await inMariadb('billing-prod', 'gatehouse_ops')
    await ops.query(
      "create user 'billing_reports'@'%' identified with AWSAuthenticationPlugin as 'RDS' require ssl",
    )
    await expect(ops.query("grant 'billing_read' to 'billing_reports'@'%'")).rejects.toMatchObject({
      sqlState: '28000',
    })
    await ops.query("grant 'billing_write' to 'billing_reports'@'%'")
    await ops.query("grant select on billing.* to 'billing_reports'@'%'")
    await ops.query("set default role 'billing_write' for 'billing_reports'@'%'")
    await expect(ops.query("grant select on *.* to 'billing_reports'@'%'")).rejects.toMatchObject({
      errno: 1045,
    })
    const [rows] = await ops.query<RowDataPacket[]>(
      "select json_value(Priv, '$.default_role') as role, json_value(Priv, '$.ssl_type') as tls from mysql.global_priv where User = 'billing_reports'",
    )
    expect(rows).toEqual([{ role: 'billing_write', tls: '1' }])
    await ops.query("drop user 'billing_reports'@'%'")
    await ops.end()
  })

  it('gatehouse_ops ends a session of somebody else through the procedure of RDS', async () => {
    const [ops, scan] = [
      await inMariadb('billing-prod', 'gatehouse_ops'),
      await inMariadb('billing-prod', 'gatehouse_scan'),
    ]
    const ended = new Promise(resolve => scan.on('error', resolve))
    await ops.query('call mysql.rds_kill(?)', [scan.threadId])
    await ended
    await ops.end()
  })

  it('billing-prod has the schemas, roles and odd users that the README tells of', async () => {
    const ops = await inMariadb('billing-prod', 'gatehouse_ops')
    const [tables] = await ops.query<RowDataPacket[]>(
      "select table_schema as name, count(*) as tables from information_schema.tables where table_type = 'BASE TABLE' and table_schema in ('billing', 'tax') group by 1 order by 1",
    )
    expect(tables).toEqual([
      { name: 'billing', tables: 42 },
      { name: 'tax', tables: 9 },
    ])
    const [held] = await ops.query<RowDataPacket[]>(
      "select Role as role, Admin_option as admin from mysql.roles_mapping where User = 'gatehouse_ops' order by 1",
    )
    expect(held).toEqual([
      { role: 'billing_read', admin: 'N' },
      { role: 'billing_write', admin: 'Y' },
    ])
    const [odd] = await ops.query<RowDataPacket[]>(
      "select User as user, Host as host, json_value(Priv, '$.account_locked') as locked, json_value(Priv, '$.plugin') as plugin from mysql.global_priv where User in ('archive_2023', 'month_end') order by 1, 2",
    )
    expect(odd).toEqual([
      { user: 'archive_2023', host: '%', locked: '1', plugin: 'AWSAuthenticationPlugin' },
      { user: 'month_end', host: '%', locked: null, plugin: 'AWSAuthenticationPlugin' },
      { user: 'month_end', host: '10.44.%', locked: null, plugin: 'mysql_native_password' },
    ])
    await ops.end()
  })
})
