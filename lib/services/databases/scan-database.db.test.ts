import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { DatabaseUser } from '@/lib/access/model/database-user'
import { homeAccount } from '@/lib/account'
import { signAuthToken } from '@/lib/aws/sign-auth-token'
import { callerCredentials } from '@/lib/aws/sts'
import { testLogin } from '@/lib/databases/connection-test'
import { listAudit } from '@/lib/records/audit'
import { records, recordsHealth } from '@/lib/records/pool'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { forgetReading } from '@/lib/services/account/reading-cache'
import { adapterOf } from '@/lib/services/databases/read-database'
import { scanDatabase } from '@/lib/services/databases/scan-database'
import { demoDatabases } from '@/lib/services/testing/demo-databases'
import { person } from '@/lib/services/testing/person'
import { testConnection } from '@/lib/services/tokens/test-connection'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT } from '@/lib/simulator/world/statements'

const account = demoDatabases()
const mira = person('mira', ['read', 'mint'])
const reader = person('mira', ['read', 'modify', 'grant'])
const orders = { accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.ordersProd }

beforeEach(() => {
  account.aws.faults.clear()
  forgetReading(homeAccount())
})

const lastRecord = async () => (await listAudit({ limit: 1 })).records[0]
const named = (users: DatabaseUser[], name: string) => users.find(user => user.name === name)

describe('reading the users of a PostgreSQL', () => {
  it('finds who is IAM-ready, directly or through other roles, and why others are not', async () => {
    const { users, databases, scannedAs } = await scanDatabase(mira, orders)
    expect(scannedAs).toBe('gatehouse_scan')
    expect(databases).toContain('orders')
    expect(named(users, 'app_readonly')).toMatchObject({
      iamReady: true,
      grantPath: ['rds_iam', 'app_readonly'],
    })
    expect(named(users, 'support_ro')).toMatchObject({
      iamReady: true,
      signIn: 'iam',
      grantPath: ['rds_iam', 'team_oncall', 'support_ro'],
    })
    expect(named(users, 'legacy_api')).toMatchObject({ iamReady: false, reason: 'lacks rds_iam' })
    expect(named(users, 'team_oncall')).toMatchObject({ iamReady: false, signIn: 'noLogin' })
    expect(named(users, 'dba_admin')).toMatchObject({ superuser: true, canDo: 'administers the server' })
    expect(named(users, 'dev_bo')?.validUntil).toMatch(/^20(30|31)-/)
    expect(users.map(({ name }) => name)).not.toContain('rds_iam')
    expect(users.map(({ name }) => name)).not.toContain('rdsadmin')
  })

  it('says what each may do in words', async () => {
    const { users } = await scanDatabase(mira, orders)
    expect(named(users, 'app_readonly')?.canDo).toMatch(/^SELECT on .*tables$/)
    expect(named(users, 'app_migrator')?.canDo).toMatch(/^owns all \d+ tables/)
  })

  it('joins the inventory at once, is kept, and is recorded', async () => {
    await loadInventory(homeAccount())
    const scan = await scanDatabase(mira, orders)
    expect((await loadInventory(homeAccount())).scans[ID.ordersProd]?.users).toEqual(scan.users)
    forgetReading(homeAccount())
    expect((await loadInventory(homeAccount())).scans[ID.ordersProd]?.users).toEqual(scan.users)
    expect(await lastRecord()).toMatchObject({
      action: 'scanDatabase',
      outcome: 'done',
      target: 'orders-prod',
    })
  })

  it.each([
    [ID.inventoryStaging, /IAM authentication is off/],
    [ID.checkoutProxy, /behind it/],
  ])('says in a sentence why %s cannot be read', async (resourceId, sentence) => {
    await expect(
      scanDatabase(mira, { accountId: ACCOUNT, region: 'us-east-1', resourceId }),
    ).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(sentence),
    })
    expect(await lastRecord()).toMatchObject({ outcome: 'failed' })
  })

  it('says of an engine that it cannot sign in to which ones it can', async () => {
    const { targets } = await loadInventory(homeAccount())
    const target = targets.find(({ resourceId }) => resourceId === ID.ordersProd)
    if (!target) throw new Error('The cast has lost orders-prod.')
    const oracle = { ...target, family: 'other' as const, engineLabel: 'Oracle 19' }
    expect(() => adapterOf(oracle)).toThrow(/PostgreSQL, MySQL, MariaDB only; orders-prod runs Oracle 19/)
  })

  it('refuses an operator without the capability: a scan is a login', async () => {
    const before = await lastRecord()
    await expect(scanDatabase(reader, orders)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await lastRecord()).toEqual(before)
  })

  it('shows the words of the database when it refuses', async () => {
    process.env.GATEHOUSE_SCAN_USER = 'app_readonly'
    const error = await scanDatabase(mira, orders).catch(reason => reason)
    process.env.GATEHOUSE_SCAN_USER = 'gatehouse_scan'
    expect(error).toMatchObject({
      code: 'unavailable',
      answer: 'FATAL: PAM authentication failed for user "app_readonly" (28000)',
    })
  })
})

describe('a login, step by step', () => {
  async function login(databaseUser: string, changes: { host?: string; databaseName?: string } = {}) {
    const target = (await loadInventory(homeAccount())).targets.find(
      ({ resourceId }) => resourceId === ID.ordersProd,
    )
    if (!target?.endpoint) throw new Error('The cast has lost orders-prod.')
    const endpoint = { ...target.endpoint, ...(changes.host ? { host: changes.host } : {}) }
    const credentials = await callerCredentials(homeAccount())
    const token = await signAuthToken(homeAccount(), {
      endpoint: target.endpoint,
      region: 'us-east-1',
      databaseUser,
      credentials,
    })
    const credential = { kind: 'token' as const, secret: token }
    return { endpoint, databaseUser, databaseName: changes.databaseName ?? 'orders', credential }
  }
  const outcomes = (steps: { id: string; outcome: string }[]) =>
    steps.map(({ id, outcome }) => `${id} ${outcome}`)

  it('passes all five as the user of the token', async () => {
    const test = await testLogin(await login('gatehouse_scan'), 'postgres')
    expect(outcomes(test.steps)).toEqual(['dns pass', 'tcp pass', 'tls pass', 'iam pass', 'role pass'])
    expect(test).toMatchObject({ ok: true, failure: null })
    expect(test.steps[0]?.text).toContain('Through the tunnel at 127.0.0.1')
    expect(test.steps[4]?.text).toBe('current_user is gatehouse_scan, in orders')
  })

  it('stops at IAM for a user the signer may not be', async () => {
    const given = await login('app_readonly')
    const test = await testLogin(given, 'postgres')
    expect(outcomes(test.steps)).toEqual(['dns pass', 'tcp pass', 'tls pass', 'iam fail', 'role skipped'])
    expect(test.failure).toMatchObject({ step: 'iam', code: '28000' })
    expect(JSON.stringify(test)).not.toContain(given.credential.secret.slice(-64))
  })

  it('stops at the role when the database says no after the token was taken', async () => {
    const test = await testLogin(await login('gatehouse_scan', { databaseName: 'nowhere' }), 'postgres')
    expect(outcomes(test.steps)).toEqual(['dns pass', 'tcp pass', 'tls pass', 'iam pass', 'role fail'])
    expect(test.failure).toMatchObject({ step: 'role', code: '3D000' })
  })

  it('stops at TLS when the certificate names another host', async () => {
    const other = 'other.c9xk2m4ab7qz.us-east-1.rds.amazonaws.com'
    const tunnels = process.env.GATEHOUSE_TUNNELS ?? ''
    const dialled = tunnels.split(',')[0]?.split('=')[1]
    process.env.GATEHOUSE_TUNNELS = `${tunnels},${other}:5432=${dialled}`
    const test = await testLogin(await login('gatehouse_scan', { host: other }), 'postgres')
    process.env.GATEHOUSE_TUNNELS = tunnels
    expect(outcomes(test.steps)).toEqual(['dns pass', 'tcp pass', 'tls fail', 'iam skipped', 'role skipped'])
    expect(test.failure).toMatchObject({ step: 'tls', code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
  })

  it('stops at DNS for a name that has no address, and at TCP where nothing listens', async () => {
    const nowhere = await login('gatehouse_scan', { host: 'no-such-host.invalid' })
    expect((await testLogin(nowhere, 'postgres')).failure?.step).toBe('dns')
    const silent = { ...nowhere, endpoint: { host: '127.0.0.1', port: 1 } }
    expect((await testLogin(silent, 'postgres')).failure).toMatchObject({ step: 'tcp', code: 'ECONNREFUSED' })
  })
})

it('signs in to no database while that could not be recorded', async () => {
  const pool = await records()
  const { total } = await listAudit({ limit: 1 })
  const question = { ...orders, databaseUser: 'app_readonly', signAs: 'caller' as const }
  await pool.query('alter table gatehouse.writable rename to away')
  await vi.waitFor(async () => expect((await recordsHealth()).ok).toBe(false), { timeout: 5_000 })
  await expect(scanDatabase(mira, orders)).rejects.toMatchObject({ code: 'unavailable' })
  await expect(testConnection(mira, question)).rejects.toMatchObject({ code: 'unavailable' })
  await pool.query('alter table gatehouse.away rename to writable')
  expect((await listAudit({ limit: 1 })).total).toBe(total)
})
