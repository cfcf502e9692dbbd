import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { settled } from '@/lib/access/switch/iam-auth'
import { homeAccount } from '@/lib/account'
import { readTarget } from '@/lib/aws/rds-target'
import { modifyIamAuth } from '@/lib/aws/rds-write'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { appendAudit, listAudit } from '@/lib/records/audit'
import { type AuditRecord, BLANK_ENTRY } from '@/lib/records/audit-entry'
import { closeRecords, records } from '@/lib/records/pool'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { withOwnSwitchOf } from '@/lib/services/account/own-switches'
import { forgetReading } from '@/lib/services/account/reading-cache'
import type { TargetRef } from '@/lib/services/account/target-ref'
import { listActivity } from '@/lib/services/activity/list-activity'
import { contextOfJob } from '@/lib/services/context'
import { watchSwitchJob } from '@/lib/services/jobs/watch-switch-job'
import { applyReversal } from '@/lib/services/reversals/apply-reversal'
import { planReversal } from '@/lib/services/reversals/plan-reversal'
import { getTarget } from '@/lib/services/targets/get-target'
import { listTargets } from '@/lib/services/targets/list-targets'
import { planIamAuth } from '@/lib/services/targets/plan-iam-auth'
import { planSwitches } from '@/lib/services/targets/plan-switches'
import { setIamAuth } from '@/lib/services/targets/set-iam-auth'
import { usualSwitch } from '@/lib/services/targets/usual-switch'
import { person } from '@/lib/services/testing/person'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT } from '@/lib/simulator/world/statements'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-switch-'))
/** One stage of a modify on the simulated clock, which only moves when a test moves it. */
const STAGE_MS = 60_000
let ahead = 0
const mira = person('mira', ['read', 'modify'])
const reader = person('rana', ['read', 'mint', 'grant'])
const staging = { accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.inventoryStaging }
let aws: SimulatedAws

beforeAll(() => {
  process.env.GATEHOUSE_DATA_DIR = folder
})
beforeEach(async () => {
  await aws?.close()
  ahead = 0
  aws = await simulatedAccount({ settleMs: STAGE_MS, now: () => new Date(Date.now() + ahead) })
  forgetReading(homeAccount())
})
afterAll(async () => {
  await aws.close()
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

type Wish = Partial<Parameters<typeof setIamAuth>[1]>

async function order(ref: TargetRef, wish: Wish = {}) {
  const desired = wish.desired ?? 'on'
  const { digest } = await planIamAuth(mira, { ...ref, desired })
  return { ...ref, desired, when: 'now' as const, digest, reason: 'CHG-2304', acceptRestart: false, ...wish }
}

async function lastRecord(): Promise<AuditRecord> {
  const [record] = (await listAudit({ limit: 1 })).records
  if (!record) throw new Error('Nothing was recorded.')
  return record
}

const nextStage = () => {
  ahead += STAGE_MS
}

async function settleAs(desired: 'on' | 'off'): Promise<void> {
  nextStage()
  nextStage()
  expect(settled(await readTarget(homeAccount(), staging.region, staging.resourceId), desired)).toBe(true)
}

/** The job that looks at a switched target, without its queue. */
function watch() {
  const place = { account: homeAccount(), accountId: ACCOUNT }
  const queue = { add: async () => undefined, askedSince: async () => new Set<string>() }
  const { region, resourceId } = staging
  return watchSwitchJob.run(
    { ...contextOfJob(watchSwitchJob.name), ...place, ...queue },
    { region, resourceId },
  )
}

/** Ends what an earlier test asked for: its account is gone, its records are not. */
async function noteSettledAsRecorded(): Promise<void> {
  await appendAudit({
    ...BLANK_ENTRY,
    actor: 'watching switches',
    action: 'seeSwitchSettle',
    accountId: ACCOUNT,
    resourceId: staging.resourceId,
    detail: 'Settled.',
  })
}

describe('turning IAM authentication on', () => {
  it('never calls supported what RDS did not say: the plan warns, and names the permission that is missing', async () => {
    aws.faults.set({ rules: [{ kind: 'deny', action: 'DescribeOrderableDBInstanceOptions' }] })
    const { checks, blocked } = await planIamAuth(mira, { ...staging, desired: 'on' })
    const engine = checks.find(({ id }) => id === 'engine')
    expect(engine).toMatchObject({ outcome: 'warn', title: expect.stringContaining('is not known') })
    expect(checks.some(({ detail }) => detail.includes('Listed as supported'))).toBe(false)
    expect(blocked).toBe(false)
    const { target, caveats } = await getTarget(mira, staging)
    expect(target.iamSupport).toBe('unknown')
    expect(caveats.find(({ id }) => id === 'engineSupport:us-east-1')).toMatchObject({
      missingAction: 'rds:DescribeOrderableDBInstanceOptions',
    })
  })

  it('shows who gains, sends what was shown, records before and after, and is done only when RDS has settled', async () => {
    const plan = await planIamAuth(mira, { ...staging, desired: 'on' })
    expect(plan).toMatchObject({ before: 'off', blocked: false, restarts: false, waiting: [] })
    expect(plan.counts.gains).toBeGreaterThan(0)
    const { requestId } = await setIamAuth(mira, await order(staging))
    expect(requestId).toMatch(/^[\w-]{36}$/)
    const atOnce = await readTarget(homeAccount(), staging.region, staging.resourceId)
    expect([atOnce.status, settled(atOnce, 'on')]).toEqual(['available', false])
    expect(await lastRecord()).toMatchObject({
      actor: 'mira',
      action: 'turnOnIamAuth',
      target: 'inventory-staging',
      outcome: 'running',
      reason: 'CHG-2304',
      awsCalls: [{ action: 'rds:ModifyDBInstance', requestId }],
      before: { iamAuth: 'off' },
      after: { iamAuth: 'on', when: 'now' },
    })
    await settleAs('on')
    expect((await lastRecord()).changes).toHaveLength(plan.effect.length)
  })

  it('drops the shared reading, so the next page shows the change', async () => {
    const before = await loadInventory(homeAccount())
    await setIamAuth(mira, await order(staging))
    const after = await loadInventory(homeAccount())
    expect(after).not.toBe(before)
    const state = after.targets.find(({ resourceId }) => resourceId === staging.resourceId)?.iamAuth.state
    expect(state).not.toBe('off')
  })

  it('is watched until it settles: target, list and activity agree, within one shared reading', async () => {
    await setIamAuth(mira, await order(staging))
    expect((await listActivity(mira, { limit: 1 })).records[0]?.outcome).toBe('running')
    await loadInventory(homeAccount())
    const state = async () => (await getTarget(mira, staging)).target.iamAuth.state
    expect(await state()).toBe('turningOn')
    nextStage()
    expect(await state()).toBe('turningOn')
    expect((await listActivity(mira, { limit: 1 })).records[0]?.outcome).toBe('running')
    nextStage()
    expect(await state()).toBe('on')
    const listed = (await listTargets(mira)).rows.find(({ resourceId }) => resourceId === staging.resourceId)
    expect(listed?.iamAuth.state).toBe('on')
    expect((await listActivity(mira, { limit: 1 })).records[0]?.outcome).toBe('done')
    expect((await lastRecord()).outcome).toBe('running')
  })

  it('is undone by the opposite', async () => {
    await setIamAuth(mira, await order(staging))
    await settleAs('on')
    await setIamAuth(mira, await order(staging, { desired: 'off' }))
    expect(await lastRecord()).toMatchObject({ action: 'turnOffIamAuth', before: { iamAuth: 'on' } })
    await settleAs('off')
  })
})

describe('waiting for the maintenance window', () => {
  it('schedules, and the opposite cancels what is scheduled', async () => {
    await setIamAuth(mira, await order(staging, { when: 'window' }))
    const waiting = await readTarget(homeAccount(), staging.region, staging.resourceId)
    expect(waiting.iamAuth).toMatchObject({ state: 'pendingOn', accepted: false })
    expect((await getTarget(mira, staging)).target.iamAuth).toMatchObject({
      state: 'scheduledOn',
      reason: expect.stringMatching(/^Waits for the maintenance window/),
    })
    await setIamAuth(mira, await order(staging, { desired: 'off', when: 'window' }))
    expect(await lastRecord()).toMatchObject({
      action: 'cancelIamAuthChange',
      before: { iamAuth: 'scheduledOn' },
    })
    expect((await readTarget(homeAccount(), staging.region, staging.resourceId)).iamAuth.state).toBe('off')
  })

  it('names every other change that "now" would apply, and asks before a restart', async () => {
    const billing = { accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.billingProd }
    const plan = await planIamAuth(mira, { ...billing, desired: 'on' })
    expect(plan.waiting.map(({ label }) => label)).toEqual(['Instance class', 'Backup retention'])
    expect(plan.restarts).toBe(true)
    await expect(setIamAuth(mira, await order(billing))).rejects.toMatchObject({
      code: 'invalid',
      fields: { acceptRestart: expect.any(String) },
    })
    await setIamAuth(mira, await order(billing, { acceptRestart: true }))
    expect(await lastRecord()).toMatchObject({
      after: { alsoApplied: [{ field: 'DBInstanceClass' }, { field: 'BackupRetentionPeriod' }] },
    })
  })
})

describe('what RDS has pending', () => {
  const modify = (now: boolean) =>
    modifyIamAuth(homeAccount(), {
      kind: 'instance',
      name: 'inventory-staging',
      ...staging,
      enabled: true,
      applyImmediately: now,
    })
  /** By somebody else: nothing of it stands in our records. */
  const shown = async () => {
    forgetReading(homeAccount())
    return (await getTarget(mira, staging)).target.iamAuth
  }

  it('is being turned on, since when, from the answer to our "now" on, before RDS shows a sign of it', async () => {
    await setIamAuth(mira, await order(staging))
    const { at } = await lastRecord()
    const asRdsShowsIt = await readTarget(homeAccount(), staging.region, staging.resourceId)
    expect([asRdsShowsIt.status, asRdsShowsIt.iamAuth.state]).toEqual(['available', 'pendingOn'])
    expect(await shown()).toEqual({ state: 'turningOn', accepted: false, reason: null, since: at })
    const { checks } = await planIamAuth(mira, { ...staging, desired: 'on' })
    expect(checks.find(({ id }) => id === 'pending')).toMatchObject({ title: 'A switch is under way' })
    const listed = (await listTargets(mira)).rows.find(({ resourceId }) => resourceId === staging.resourceId)
    expect(listed?.iamAuth.since).toBe(at)
  })

  it('is an undo of ours as well', async () => {
    await setIamAuth(mira, await order(staging))
    const { id } = await lastRecord()
    await settleAs('on')
    const { plan } = await planReversal(mira, { auditId: id, kind: 'undo' })
    await applyReversal(mira, { auditId: id, kind: 'undo', digest: plan.digest, reason: 'not yet' })
    expect(await shown()).toMatchObject({ state: 'turningOff', since: (await lastRecord()).at })
  })

  it.each([true, false])('is only pending where somebody else asked for it (now: %s)', async now => {
    await noteSettledAsRecorded()
    await modify(now)
    expect(await shown()).toMatchObject({
      state: 'pendingOn',
      reason: expect.stringContaining('does not say whether it applies it now or in the maintenance window'),
    })
    const { checks, blocked } = await planIamAuth(mira, { ...staging, desired: 'on' })
    expect(checks.find(({ id }) => id === 'pending')).toMatchObject({ title: 'Already pending' })
    expect(blocked).toBe(false)
  })

  it('is only pending while the records cannot be asked', async () => {
    await setIamAuth(mira, await order(staging))
    await (await records()).query('alter table gatehouse.audit rename to audit_away')
    try {
      const target = await readTarget(homeAccount(), staging.region, staging.resourceId)
      expect((await withOwnSwitchOf(target, new Date())).iamAuth.state).toBe('pendingOn')
    } finally {
      await (await records()).query('alter table gatehouse.audit_away rename to audit')
    }
  })
})

describe('the watch over a switch', () => {
  it('records when RDS has settled it, once, and from three of them on says how long it usually takes', async () => {
    expect(await usualSwitch(ACCOUNT)).toBeNull()
    for (const desired of ['on', 'off', 'on'] as const) {
      await setIamAuth(mira, await order(staging, { desired }))
      expect(await watch()).toMatch(/RDS is still at inventory-staging/)
      await settleAs(desired)
      expect(await watch()).toBe(`inventory-staging has settled: IAM authentication is ${desired}.`)
      await watch()
      const [settled, switched] = (await listAudit({ limit: 2 })).records
      expect(settled).toMatchObject({
        action: 'seeSwitchSettle',
        actor: 'watching switches',
        actorKind: 'job',
        resourceId: staging.resourceId,
        after: { settled: desired, entry: switched?.id, tookMs: expect.any(Number) },
      })
      expect(switched?.outcome).toBe('running')
    }
    expect(await usualSwitch(ACCOUNT)).toBe('usually under 1 min here')
    expect((await planIamAuth(mira, { ...staging, desired: 'off' })).usual).toBe('usually under 1 min here')
  })
})

describe('a target that code keeps', () => {
  const fraud = { accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.fraudScoring }
  const off = { desired: 'off', when: 'window' } as const

  it('offers the change in its code, and is switched only by who says that they know what may set it back', async () => {
    const plan = await planIamAuth(mira, { ...fraud, desired: 'off' })
    expect(plan.code?.owner).toMatchObject({ tool: 'cloudFormation', name: 'fraud-scoring', proven: true })
    expect(plan.code?.lines[0]?.text).toContain('  ScoringDatabase:\n    Type: AWS::RDS::DBInstance')
    await expect(setIamAuth(mira, await order(fraud, off))).rejects.toMatchObject({
      code: 'invalid',
      fields: { acceptCode: expect.any(String) },
    })
    const untouched = await readTarget(homeAccount(), fraud.region, fraud.resourceId)
    expect(untouched.pendingChanges).toEqual([])
    await setIamAuth(mira, await order(fraud, { ...off, acceptCode: true }))
    expect((await lastRecord()).after).toMatchObject({ keptByCode: 'CloudFormation stack fraud-scoring' })
  })

  it('takes back what waits without that: the target stays as its code has it', async () => {
    await setIamAuth(mira, await order(fraud, { ...off, acceptCode: true }))
    await setIamAuth(mira, await order(fraud, { desired: 'on', when: 'window' }))
    expect((await lastRecord()).action).toBe('cancelIamAuthChange')
  })

  it('is a conflict where it came under code since the preview', async () => {
    const wish = await order(staging)
    const instance = aws.world.rds.get('us-east-1')?.instances.get('inventory-staging')
    if (!instance) throw new Error('The cast has lost inventory-staging.')
    instance.tags = [...instance.tags, { key: 'ManagedBy', value: 'Terraform' }]
    await expect(setIamAuth(mira, { ...wish, acceptCode: true })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is left out of a switch of several', async () => {
    const targets = [fraud, { region: 'us-east-1', resourceId: ID.ordersProd }]
    const { lines } = await planSwitches(mira, { targets, desired: 'off', moment: 'window' })
    expect(lines.map(({ refusal }) => refusal)).toEqual([
      expect.stringMatching(/^Code keeps it \(CloudFormation stack fraud-scoring\)/),
      null,
    ])
  })
})

describe('refusals', () => {
  it('refuses an operator without the capability, before AWS is asked', async () => {
    const wish = await order(staging)
    await expect(setIamAuth(reader, wish)).rejects.toMatchObject({ code: 'forbidden' })
    expect((await readTarget(homeAccount(), staging.region, staging.resourceId)).pendingChanges).toEqual([])
  })

  it('lets the first of two operators through and tells the second that the target changed', async () => {
    const wish = await order(staging)
    const answers = await Promise.allSettled([
      setIamAuth(mira, wish),
      setIamAuth(person('ana', mira.actor.capabilities), wish),
    ])
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(answers[1]).toMatchObject({ reason: { code: 'conflict' } })
    expect((answers[1] as PromiseRejectedResult).reason.message).toMatch(/changed since you looked/)
  })

  it('is a conflict when someone changed the target in AWS meanwhile', async () => {
    const wish = await order(staging)
    const instance = aws.world.rds.get('us-east-1')?.instances.get('inventory-staging')
    if (!instance) throw new Error('The cast has lost inventory-staging.')
    instance.pending = { instanceClass: 'db.t4g.large' }
    await expect(setIamAuth(mira, wish)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('says that a target is gone', async () => {
    const wish = await order(staging)
    aws.world.rds.get('us-east-1')?.instances.delete('inventory-staging')
    await expect(setIamAuth(mira, wish)).rejects.toMatchObject({ code: 'notFound' })
  })

  it('never touches a cluster member', async () => {
    const member = { accountId: ACCOUNT, region: 'us-east-1', resourceId: 'db-HQ3MXNVT5R2KJ7BZLWYC4DAPE6' }
    await expect(planIamAuth(mira, { ...member, desired: 'off' })).rejects.toMatchObject({ code: 'notFound' })
  })

  it('switches a cluster as a cluster', async () => {
    const metrics = { accountId: ACCOUNT, region: 'us-west-2', resourceId: ID.metricsStore }
    await setIamAuth(mira, await order(metrics, { desired: 'off' }))
    expect((await lastRecord()).awsCalls[0]?.action).toBe('rds:ModifyDBCluster')
  })

  it('is not told as settled because another one was announced after it', async () => {
    await setIamAuth(mira, await order(staging))
    const {
      id: _id,
      at: _at,
      hash: _hash,
      previousHash: _previous,
      seal: _seal,
      ...running
    } = await lastRecord()
    const { intention: _intention, ...announced } = running
    await appendAudit({ ...announced, outcome: 'intended', after: { iamAuth: 'off' } })
    const { records } = await listActivity(mira, { limit: 2 })
    expect(records.map(({ outcome }) => outcome)).toEqual(['intended', 'running'])
  })

  it('refuses what readiness blocks: unsupported, stopped, a proxy', async () => {
    const blocked = [
      { accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.warehouseLegacy, desired: 'on' as const },
      { accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.checkoutProxy, desired: 'off' as const },
    ]
    for (const { desired, ...ref } of blocked) {
      await expect(setIamAuth(mira, await order(ref, { desired }))).rejects.toMatchObject({ code: 'invalid' })
    }
  })

  it('records a refusal by AWS as failed, with nothing changed', async () => {
    const wish = await order(staging)
    aws.faults.set({ rules: [{ kind: 'deny', action: 'ModifyDBInstance' }] })
    await expect(setIamAuth(mira, wish)).rejects.toMatchObject({
      code: 'accessDenied',
      missingAction: 'rds:ModifyDBInstance',
    })
    expect(await lastRecord()).toMatchObject({
      outcome: 'failed',
      action: 'turnOnIamAuth',
      before: { iamAuth: 'off' },
    })
    expect((await readTarget(homeAccount(), staging.region, staging.resourceId)).iamAuth.state).toBe('off')
  })
})
