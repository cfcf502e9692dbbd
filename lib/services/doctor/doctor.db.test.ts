import { beforeEach, describe, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { readTarget } from '@/lib/aws/rds-target'
import { signAuthToken } from '@/lib/aws/sign-auth-token'
import { callerCredentials } from '@/lib/aws/sts'
import { testLogin } from '@/lib/databases/connection-test'
import { listAudit } from '@/lib/records/audit'
import { forgetReading } from '@/lib/services/account/reading-cache'
import type { DoctorQuestion } from '@/lib/services/doctor/asked'
import type { LiveCheck } from '@/lib/services/doctor/check-answer'
import { checkConnection } from '@/lib/services/doctor/check-connection'
import { demoDatabases } from '@/lib/services/testing/demo-databases'
import { person } from '@/lib/services/testing/person'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT, roleArn } from '@/lib/simulator/world/statements'

const account = demoDatabases()
const mira = person('mira', ['read', 'mint', 'users', 'grant', 'modify'])
const onCall = person('sam', ['read', 'mint'])
const reader = person('rita', ['read'])

beforeEach(() => {
  account.aws.faults.clear()
  forgetReading(homeAccount())
})

const orders = (databaseUser: string | null, more: Partial<DoctorQuestion> = {}): DoctorQuestion => ({
  accountId: ACCOUNT,
  region: 'us-east-1',
  resourceId: ID.ordersProd,
  databaseUser,
  principalArn: null,
  callerArn: null,
  ...more,
})

const look = (check: LiveCheck, question: DoctorQuestion, as = mira) =>
  checkConnection(as, { check, ...question })

/** Tries to get in, and is refused: what the database host writes and counts is then as true as RDS's own. */
async function refusedLogin(databaseUser: string, alter = (token: string) => token) {
  const { endpoint } = await readTarget(homeAccount(), 'us-east-1', ID.ordersProd)
  if (!endpoint) throw new Error('The cast has lost orders-prod.')
  const credentials = await callerCredentials(homeAccount())
  const token = await signAuthToken(homeAccount(), {
    endpoint,
    region: 'us-east-1',
    databaseUser,
    credentials,
  })
  const credential = { kind: 'token' as const, secret: alter(token) }
  const login = { endpoint, databaseUser, databaseName: 'orders', credential }
  expect((await testLogin(login, 'postgres')).failure).toMatchObject({ step: 'iam' })
}

describe('the user in the database', () => {
  it('that is missing is said of a reading made now, with how many are granted it, and is recorded', async () => {
    const answer = await look('databaseUser', orders('orders_svc'))
    expect(answer).toMatchObject({
      state: 'failed',
      cause: 'userMissing',
      title: 'The database has no user orders_svc',
      evidence: expect.stringMatching(
        /read now as gatehouse_scan: \d+ users, none of that name\. In IAM \d+ roles and users may sign in as it\./,
      ),
      known: { userState: 'missing' },
      fix: {
        kind: 'plan',
        label: 'Plan: create orders_svc',
        href: expect.stringMatching(/create=orders_svc$/),
      },
    })
    expect((await listAudit({ limit: 1 })).records[0]).toMatchObject({
      action: 'scanDatabase',
      outcome: 'done',
    })
  })

  it('that works for whoever was signing in is named instead', async () => {
    const asOrders = { principalArn: roleArn('orders-api') }
    expect((await look('databaseUser', orders('orders_svc', asOrders))).instead).toBe('app_readwrite')
    expect((await look('databaseUser', orders('orders_svc'))).instead).toBeNull()
  })

  it('is asked of a DBA by who may not make one: the words are there to copy', async () => {
    const { fix } = await look('databaseUser', orders('orders_svc'), onCall)
    expect(fix).toMatchObject({ kind: 'ask', text: expect.stringContaining('orders_svc') })
  })

  it('that was read a moment ago is not signed in for again', async () => {
    await look('databaseUser', orders('orders_svc'))
    const { total } = await listAudit({ limit: 1 })
    expect(await look('databaseUser', orders('app_readonly'))).toMatchObject({
      state: 'ok',
      evidence: expect.stringContaining('read a moment ago'),
    })
    expect((await listAudit({ limit: 1 })).total).toBe(total)
  })

  it.each([
    ['legacy_api', 'failed', 'userNotReady'],
    ['App_Readonly', 'failed', 'userOtherCase'],
    ['support_ro', 'ok', null],
  ])('%s is %s, %s', async (user, state, cause) => {
    expect(await look('databaseUser', orders(user))).toMatchObject({ state, cause })
  })

  it('is never moved to IAM where its password must go on working, and the warning goes with the words', async () => {
    const { masterUsername } = await readTarget(homeAccount(), 'us-east-1', ID.ordersProd)
    for (const as of [mira, onCall])
      expect(await look('databaseUser', orders(masterUsername), as)).toMatchObject({
        ...{ state: 'failed', cause: 'userNotReady', fix: null },
        evidence: expect.stringContaining('is the master user, whose password must go on working'),
      })
    expect((await look('databaseUser', orders('legacy_api'), onCall)).fix).toMatchObject({
      text: expect.stringMatching(/Its password stops working then[\s\S]*GRANT rds_iam TO legacy_api/),
    })
  })

  it('is "cannot tell" for who may not sign in, on other engines, on a proxy, and without a name', async () => {
    const { total } = await listAudit({ limit: 1 })
    for (const [question, as] of [
      [orders('stock_ro', { resourceId: ID.inventoryStaging }), reader],
      [orders('x', { resourceId: ID.checkoutProxy }), mira],
      [orders(null), mira],
    ] as const)
      expect(await look('databaseUser', question, as)).toMatchObject({
        state: 'cannotTell',
        cause: 'userMissing',
      })
    expect((await listAudit({ limit: 1 })).total).toBe(total)
  })
})

describe('who really signed', () => {
  it('is named by the log of the host, and is not who was meant to', async () => {
    await refusedLogin('reporting')
    const answer = await look('signer', orders('reporting', { principalArn: roleArn('data-analyst') }))
    expect(answer).toMatchObject({
      state: 'failed',
      cause: 'otherSigner',
      title: 'role/gatehouse signed the last that was refused, not role/data-analyst',
      evidence: expect.stringContaining('assumed-role/gatehouse/'),
    })
  })

  it('that may not connect is said with the grant that is missing, where nobody else was meant', async () => {
    await refusedLogin('metrics')
    const answer = await look('signer', orders('metrics'))
    expect(answer).toMatchObject({
      state: 'failed',
      title: 'role/gatehouse signed the last that was refused, which may not connect as metrics',
      fix: { kind: 'plan', label: 'Plan: grant metrics' },
    })
  })

  it('of a token that was damaged nobody is named, and the log says so', async () => {
    await refusedLogin('app_readwrite', token => token.slice(0, -8))
    expect(await look('signer', orders('app_readwrite'))).toMatchObject({
      state: 'failed',
      cause: 'tokenDamaged',
      evidence: expect.stringContaining('InvalidToken'),
    })
  })
})

it('throttling is "ok" only where the sums of sign-ins add up, and no data is no zero', async () => {
  await refusedLogin('oncall_rw')
  expect(await look('load', orders('oncall_rw'))).toMatchObject({
    state: 'ok',
    evidence: expect.stringMatching(/\d+ sign-ins by token.*refused/),
  })
  const quiet = await look('load', orders('x', { resourceId: ID.fraudScoring }))
  expect(quiet).toMatchObject({ state: 'cannotTell', evidence: expect.stringContaining('which is not zero') })
})

describe('the endpoint', () => {
  it('is tried as far as TLS, and leaves no refusal behind', async () => {
    const before = account.aws.world.samples.length
    expect(await look('endpoint', orders(null))).toMatchObject({
      state: 'ok',
      evidence: expect.stringMatching(/DNS \d+ ms, TCP \d+ ms, TLS \d+ ms, certificate names this host/),
    })
    expect(account.aws.world.samples).toHaveLength(before)
  })

  it('that this server cannot reach is no failure of the client', async () => {
    expect(await look('endpoint', orders(null, { resourceId: ID.fraudScoring }))).toMatchObject({
      state: 'cannotTell',
      cause: 'hostUnknown',
      evidence: expect.stringContaining('Not tested from the client’s own machine'),
    })
  })
})
