import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { beforeEach, describe, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { signAuthToken } from '@/lib/aws/sign-auth-token'
import { callerCredentials } from '@/lib/aws/sts'
import { listAudit } from '@/lib/records/audit'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { forgetReading } from '@/lib/services/account/reading-cache'
import { getReadingWays } from '@/lib/services/databases/get-reading-ways'
import { keepPastedScan } from '@/lib/services/databases/keep-pasted-scan'
import { scanAsMaster } from '@/lib/services/databases/scan-as-master'
import { scanDatabase } from '@/lib/services/databases/scan-database'
import { demoDatabases } from '@/lib/services/testing/demo-databases'
import { person } from '@/lib/services/testing/person'
import { ID, INVENTORY_SECRET } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT } from '@/lib/simulator/world/statements'

const demo = demoDatabases()
const mira = person('mira', ['read', 'mint'])
const dba = person('dora', ['read', 'users'])
const reader = person('rita', ['read', 'modify', 'grant'])
const staging = { accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.inventoryStaging }
const orders = { accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.ordersProd }
const lastRecord = async () => (await listAudit({ limit: 1 })).records[0]
const PASSWORD = 'inventory-master-demo'

beforeEach(() => {
  demo.aws.faults.clear()
  forgetReading(homeAccount())
})

describe('the password that RDS keeps for the master user', () => {
  it('opens a database that no token opens, and Activity says that it was used', async () => {
    const scan = await scanAsMaster(dba, staging)
    expect(scan).toMatchObject({ source: 'masterSecret', scannedAs: 'postgres' })
    expect(scan.users.map(({ name }) => name)).toContain('stock_rw')
    expect(await lastRecord()).toMatchObject({
      actor: 'dora',
      action: 'scanDatabase',
      databaseUser: 'postgres',
      outcome: 'done',
      awsCalls: [{ action: 'secretsmanager:GetSecretValue', requestId: expect.stringMatching(/\S/) }],
      detail: expect.stringContaining('as the master user, with the password that RDS keeps'),
    })
  })

  it('stands in no record, no scan and no error, whatever comes of it', async () => {
    const scan = await scanAsMaster(mira, staging)
    const target = demo.aws.world.rds.get('us-east-1')?.instances.get('inventory-staging')
    if (!target?.masterSecret) throw new Error('The cast has lost its secret.')
    target.masterSecret.password = `${PASSWORD}-rotated`
    const error = await scanAsMaster(mira, staging).catch(reason => reason)
    target.masterSecret.password = PASSWORD
    expect(error).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('RDS may just have rotated'),
      answer: expect.stringContaining('password authentication failed'),
    })
    expect(await lastRecord()).toMatchObject({
      outcome: 'failed',
      awsCalls: [{ action: 'secretsmanager:GetSecretValue' }],
    })
    const { records } = await listAudit({ limit: 100 })
    const said = JSON.stringify([
      scan,
      records,
      error.message,
      error.answer,
      String(error.stack),
      String(error.cause),
    ])
    expect(said).not.toContain(PASSWORD)
  })

  it('is read of nobody who may not, and of no target that has none', async () => {
    const before = await lastRecord()
    await expect(scanAsMaster(reader, staging)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await lastRecord()).toEqual(before)
    await expect(scanAsMaster(mira, orders)).rejects.toMatchObject({
      message: expect.stringContaining('RDS keeps no master password of orders-prod'),
    })
    demo.aws.faults.set({ rules: [{ kind: 'deny', service: 'secretsmanager' }] })
    await expect(scanAsMaster(mira, staging)).rejects.toMatchObject({
      code: 'accessDenied',
      missingAction: 'secretsmanager:GetSecretValue',
    })
  })
})

/** What a person runs, as the page offers it, but for the address: the demo is reached through tunnels. */
async function byHand(...databases: string[]): Promise<string> {
  const ways = await getReadingWays(mira, orders)
  const target = (await loadInventory(homeAccount())).targets.find(
    ({ resourceId }) => resourceId === ID.ordersProd,
  )
  if (!target?.endpoint || !ways.byHand?.command) throw new Error('The cast has lost orders-prod.')
  const credentials = await callerCredentials(homeAccount())
  const databaseUser = 'gatehouse_scan'
  const { endpoint } = target
  const token = await signAuthToken(homeAccount(), {
    endpoint,
    region: 'us-east-1',
    databaseUser,
    credentials,
  })
  const [address, port] =
    process.env.GATEHOUSE_TUNNELS?.split(`${endpoint.host}:5432=`)[1]?.split(/[:,]/) ?? []
  const offered = /^psql '([^']+)' (-\w+)/.exec(ways.byHand.command)
  const way = offered?.[1]
    ?.replace('DATABASE_USER', databaseUser)
    .replace('port=5432', `port=${port} hostaddr=${address}`)
    .replace('global-bundle.pem', process.env.GATEHOUSE_CA_FILE ?? '')
  const answers: string[] = []
  for (const database of databases) {
    const args = [`${way} dbname=${database}`, offered?.[2] ?? '', '-c', ways.byHand.sql]
    const options = { env: { ...process.env, PGPASSWORD: token }, maxBuffer: 16_777_216 }
    answers.push((await promisify(execFile)('psql', args, options)).stdout)
  }
  return answers.join('')
}

describe('what somebody read by hand', () => {
  it('is asked about once where it may be of another server, then kept, dated and told of', async () => {
    const text = await byHand('orders')
    const first = await keepPastedScan(mira, { ...orders, text, confirmed: false })
    // The demo runs another PostgreSQL than the cast names.
    expect(first).toEqual({
      users: null,
      doubts: [expect.stringContaining('AWS says that orders-prod runs 16.4')],
    })
    expect((await loadInventory(homeAccount())).scans[ID.ordersProd]).toBeUndefined()
    const kept = await keepPastedScan(mira, { ...orders, text, confirmed: true })
    expect(kept.users).toBeGreaterThan(10)
    const scan = (await loadInventory(homeAccount())).scans[ID.ordersProd]
    expect(scan).toMatchObject({ source: 'pasted', scannedAs: 'gatehouse_scan' })
    expect(scan?.scannedAt).toBe(new Date(/"at": ?"([^"]+)"/.exec(text)?.[1] ?? '').toISOString())
    expect(scan?.unread).toEqual([
      { database: 'postgres', what: 'rights on tables', why: 'the query was not run in it' },
    ])
    expect(await lastRecord()).toMatchObject({
      actor: 'mira',
      action: 'pasteScan',
      outcome: 'done',
      databaseUser: 'gatehouse_scan',
      detail: expect.stringMatching(/by hand as gatehouse_scan and pasted here.*Kept although/),
    })
  })

  it('says the same as a reading by token, wherever both were read', async () => {
    const text = await byHand('orders', 'postgres')
    await keepPastedScan(mira, { ...orders, text, confirmed: true })
    const pasted = (await loadInventory(homeAccount())).scans[ID.ordersProd]
    const scanned = await scanDatabase(mira, orders)
    const { source: _s, scannedAt: _a, ...read } = scanned
    expect(pasted).toMatchObject(JSON.parse(JSON.stringify(read)))
  })

  it('is refused when something newer is known, and when its date is still to come', async () => {
    const text = await byHand('orders')
    await scanDatabase(mira, orders)
    const older = text.replace(/"at": ?"\d{4}/, '"at":"2020')
    await expect(keepPastedScan(mira, { ...orders, text: older, confirmed: true })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('what is known here is newer'),
    })
    const later = text.replace(/"at": ?"\d{4}/, '"at":"2036')
    await expect(keepPastedScan(mira, { ...orders, text: later, confirmed: true })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('still to come'),
    })
  })

  it('refuses an operator without the capability', async () => {
    await expect(keepPastedScan(reader, { ...orders, text: '', confirmed: true })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('the ways to read a target', () => {
  it('are offered with what opens them, and none for a proxy', async () => {
    const ways = await getReadingWays(mira, staging)
    expect(ways.token).toMatchObject({
      user: 'gatehouse_scan',
      isSet: true,
      sql: expect.stringContaining('GRANT rds_iam'),
    })
    expect(ways.token?.policy).toContain(`dbuser:${ID.inventoryStaging}/gatehouse_scan`)
    expect(ways.master).toEqual({ username: 'postgres', secretArn: INVENTORY_SECRET })
    const proxy = await getReadingWays(mira, { ...staging, resourceId: ID.checkoutProxy })
    expect(proxy).toMatchObject({ token: null, master: null, byHand: null })
    expect((await getReadingWays(reader, orders)).mayRead).toBe(false)
    await expect(getReadingWays(person('nobody', []), orders)).rejects.toMatchObject({ code: 'forbidden' })
  })
})
