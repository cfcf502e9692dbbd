import { beforeEach, describe, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { forgetReading } from '@/lib/services/account/reading-cache'
import type { DoctorQuestion } from '@/lib/services/doctor/asked'
import type { LiveCheck } from '@/lib/services/doctor/check-answer'
import { checkConnection } from '@/lib/services/doctor/check-connection'
import { getDoctor } from '@/lib/services/doctor/get-doctor'
import { checkConnectionInput } from '@/lib/services/doctor/schemas'
import { accountUnderChange } from '@/lib/services/testing/account-under-change'
import { person } from '@/lib/services/testing/person'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT, roleArn } from '@/lib/simulator/world/statements'

const account = accountUnderChange()
const mira = person('mira', ['read', 'mint', 'users', 'grant', 'modify'])
const nobody = person('nobody', [])

beforeEach(() => account.aws.faults.clear())

const on = (resourceId: string, more: Partial<DoctorQuestion> = {}): DoctorQuestion => ({
  accountId: ACCOUNT,
  region: 'us-east-1',
  resourceId,
  databaseUser: 'app_readonly',
  principalArn: null,
  callerArn: null,
  ...more,
})
const look = (check: LiveCheck, question: DoctorQuestion, as = mira) =>
  checkConnection(as, { check, ...question })
const as = (name: string, path?: string) => ({ principalArn: roleArn(name, path) })

describe('the switch, read now', () => {
  it.each([
    [ID.ordersProd, 'us-east-1', 'ok', null, /nothing pending/],
    [ID.inventoryStaging, 'us-east-1', 'failed', 'iamAuthOff', /nothing pending/],
    [ID.billingProd, 'us-east-1', 'failed', 'iamAuthOff', /pending: Instance class → db.m6g.xlarge/],
    [ID.warehouseLegacy, 'us-east-1', 'failed', 'iamAuthOff', /DescribeDBInstances/],
    [ID.checkoutProxy, 'us-east-1', 'ok', null, /DescribeDBProxies/],
    [ID.loyaltyStaging, 'eu-west-1', 'failed', 'notRunning', /has to be started/],
  ])('of %s', async (id, region, state, cause, evidence) => {
    const answer = await look('switch', on(id, { region }))
    expect(answer).toMatchObject({ state, cause, evidence: expect.stringMatching(evidence) })
  })

  it('is read past what was read before: it went off a moment ago', async () => {
    await look('switch', on(ID.ordersProd))
    const instance = account.world.rds.get('us-east-1')?.instances.get('orders-prod')
    if (instance) instance.settings.iamAuth = false
    expect(await look('switch', on(ID.ordersProd))).toMatchObject({
      state: 'failed',
      fix: { kind: 'plan', label: 'Plan: switch it on' },
      known: { iamAuthAccepted: false },
    })
  })
})

describe('the policies', () => {
  it('name the statement that allows it', async () => {
    const answer = await look(
      'policy',
      on(ID.ordersProd, { ...as('data-analyst'), databaseUser: 'reporting' }),
    )
    expect(answer).toMatchObject({
      state: 'ok',
      title: 'role/data-analyst may connect as reporting',
      evidence: expect.stringMatching(/^Statement \d of \S+ .*allows it\./),
    })
  })

  it('that name an id which is probably meant say which, with the plan', async () => {
    const answer = await look(
      'policy',
      on(ID.analyticsDw, { ...as('dw-member-reader'), databaseUser: 'bi_reader' }),
    )
    expect(answer).toMatchObject({
      state: 'failed',
      cause: 'policyOtherId',
      evidence: expect.stringContaining(ID.analyticsDw),
      fix: { kind: 'plan' },
    })
  })

  it('that deny are named, and no grant is offered against a Deny', async () => {
    const answer = await look(
      'policy',
      on(ID.ordersProd, { ...as('github-deploy'), databaseUser: 'app_readwrite' }),
    )
    expect(answer).toMatchObject({ state: 'failed', cause: 'policyMissing', fix: null })
    expect(answer.evidence).toMatch(/denies it/)
  })

  it('under conditions cannot be told', async () => {
    expect(await look('policy', on(ID.ordersProd, as('oncall-sre')))).toMatchObject({ state: 'cannotTell' })
  })

  it('of nobody, of somebody elsewhere, and of an account whose IAM was not read cannot be told', async () => {
    expect(await look('policy', on(ID.ordersProd, { databaseUser: 'orders_svc' }))).toMatchObject({
      state: 'cannotTell',
      title: 'Whether a policy allows it',
      evidence: expect.stringMatching(
        /^By IAM, role\/orders-api.* may connect as orders_svc\. Choose who was/,
      ),
    })
    const nobodys = { databaseUser: 'nobody_has_it' }
    expect(await look('policy', on(ID.ordersProd, nobodys))).toMatchObject({
      state: 'cannotTell',
      evidence: expect.stringMatching(
        /^No policy that was read lets anybody connect as nobody_has_it here\./,
      ),
    })
    const elsewhere = { principalArn: 'arn:aws:iam::444455556666:role/app' }
    expect(await look('policy', on(ID.ordersProd, elsewhere))).toMatchObject({ state: 'cannotTell' })
    account.aws.faults.set({ rules: [{ kind: 'deny', service: 'iam' }] })
    forgetReading(homeAccount())
    expect(await look('policy', on(ID.ordersProd, as('data-analyst')))).toMatchObject({
      state: 'cannotTell',
      evidence: expect.stringContaining('were not read'),
    })
  })

  it('of the organisation that were not read are "cannot tell", never a yes', async () => {
    expect(await look('organization', on(ID.ordersProd, as('data-analyst')))).toMatchObject({
      state: 'cannotTell',
      cause: 'organizationDenies',
    })
  })
})

describe('who really signed', () => {
  const node = 'arn:aws:sts::111122223333:assumed-role/checkout-worker/i-0abc'

  it('is named by the line that was pasted, with whose role it is', async () => {
    const answer = await look('signer', on(ID.ordersProd, { ...as('orders-api'), callerArn: node }))
    expect(answer).toMatchObject({
      state: 'failed',
      cause: 'otherSigner',
      title: 'role/checkout-worker signed, not role/orders-api',
      evidence: expect.stringContaining('That is the role of an EC2 instance'),
    })
  })

  it('is held against nobody in particular where nobody said who was meant', async () => {
    const callerArn = 'arn:aws:sts::111122223333:assumed-role/eng-search/sam'
    const asked = { databaseUser: 'orders_svc', callerArn }
    expect(await look('signer', on(ID.ordersProd, asked))).toMatchObject({
      title: 'role/eng-search signed, which may not connect as orders_svc',
      evidence: expect.stringMatching(/By IAM, role\/orders-api.* may: was the program to sign as that\?/),
    })
  })

  it('of another account is not known here', async () => {
    const callerArn = 'arn:aws:sts::444455556666:assumed-role/app/session'
    expect(await look('signer', on(ID.ordersProd, { callerArn }))).toMatchObject({ state: 'cannotTell' })
  })

  it('is not known where the log is not exported: the command that exports it is there to copy', async () => {
    const answer = await look('signer', on(ID.fraudScoring))
    expect(answer).toMatchObject({ state: 'cannotTell', note: { fix: { kind: 'copy' } } })
    expect(answer.note?.fix?.kind === 'copy' && answer.note.fix.text).toMatch(
      /^aws rds modify-db-instance --db-instance-identifier fraud-scoring-prod --region us-east-1 .*EnableLogTypes/,
    )
  })

  it.each([
    ['logs', 'signer', /logs:FilterLogEvents/],
    ['cloudwatch', 'load', /cloudwatch:GetMetricData/],
    ['rds', 'switch', /rds:DescribeDBInstances/],
  ] as const)(
    'and a part that %s refuses is "cannot tell" with the permission that would tell',
    async (service, check, permission) => {
      await look('policy', on(ID.ordersProd))
      account.aws.faults.set({ rules: [{ kind: 'deny', service }] })
      expect(await look(check, on(ID.ordersProd))).toMatchObject({
        state: 'cannotTell',
        evidence: expect.stringMatching(permission),
      })
    },
  )
})

it('the second hop of a proxy is judged for each user', async () => {
  const proxied = (databaseUser: string | null) => look('secondHop', on(ID.checkoutProxy, { databaseUser }))
  expect(await proxied('app_readwrite')).toMatchObject({ state: expect.stringMatching(/failed|cannotTell/) })
  expect(await proxied(null)).toMatchObject({ state: 'cannotTell' })
  expect(await look('secondHop', on(ID.ordersProd))).toMatchObject({ state: 'ok' })
})

describe('what the fields offer', () => {
  it('is every target with the names it answers to, and for a user those whose policies speak of it', async () => {
    const doctor = await getDoctor(mira, {
      region: 'us-east-1',
      resourceId: ID.ordersProd,
      databaseUser: 'orders_svc',
      principalArn: null,
    })
    expect(doctor.targets).toHaveLength(15)
    expect(doctor.targets.find(({ name }) => name === 'analytics-dw')?.hosts.length).toBeGreaterThan(2)
    expect(doctor.users).toContain('orders_svc')
    expect(doctor.signers[0]).toMatchObject({ label: 'role/orders-api' })
  })

  it('is the target, where one alone knows the user that a text names', async () => {
    const asked = (databaseUser: string) =>
      getDoctor(mira, { region: null, resourceId: null, databaseUser, principalArn: null })
    expect((await asked('billing_ro')).onlyTarget).toEqual({
      region: 'us-east-1',
      resourceId: ID.billingProd,
    })
    expect((await asked('reporting')).onlyTarget).toBeNull()
    expect((await asked('nobody_knows')).onlyTarget).toBeNull()
  })

  it('is what can be known without IAM', async () => {
    account.aws.faults.set({ rules: [{ kind: 'deny', service: 'iam' }] })
    const doctor = await getDoctor(mira, {
      region: 'us-east-1',
      resourceId: ID.ordersProd,
      databaseUser: 'metrics',
      principalArn: null,
    })
    expect(doctor).toMatchObject({ signers: [], chosen: null, iam: { state: 'refused' } })
    expect(doctor.targets).toHaveLength(15)
  })
})

it('refuses an operator without the capability', async () => {
  await expect(look('switch', on(ID.ordersProd), nobody)).rejects.toMatchObject({ code: 'forbidden' })
  const nothing = { region: null, resourceId: null, databaseUser: null, principalArn: null }
  await expect(getDoctor(nobody, nothing)).rejects.toMatchObject({ code: 'forbidden' })
})

it('takes no text, no host and no other field from a browser', () => {
  const given = { ...on(ID.ordersProd), check: 'switch' }
  expect(checkConnectionInput.safeParse(given).success).toBe(true)
  for (const extra of [{ text: 'FATAL' }, { host: 'evil.example' }, { token: 'x' }])
    expect(checkConnectionInput.safeParse({ ...given, ...extra }).success).toBe(false)
  expect(checkConnectionInput.safeParse({ ...given, callerArn: 'not an arn' }).success).toBe(false)
})
