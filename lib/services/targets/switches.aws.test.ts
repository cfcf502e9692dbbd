import { describe, expect, it, vi } from 'vitest'
import { homeAccount } from '@/lib/account'
import { verifyAudit } from '@/lib/records/audit'
import { records } from '@/lib/records/pool'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { mendChanges } from '@/lib/services/changes/mend-changes'
import { contextOfJob } from '@/lib/services/context'
import { applySwitches } from '@/lib/services/targets/apply-switches'
import { getSwitches } from '@/lib/services/targets/get-switches'
import { planSwitches, type SwitchesQuestion } from '@/lib/services/targets/plan-switches'
import { resumeSwitches } from '@/lib/services/targets/resume-switches'
import { accountState, accountUnderChange, handOver } from '@/lib/services/testing/account-under-change'
import { person } from '@/lib/services/testing/person'
import { ID } from '@/lib/simulator/world/cast-ids'

const account = accountUnderChange()
const mira = person('mira', ['read', 'modify'])
const omar = person('omar', ['read', 'modify'])
const reader = person('rana', ['read', 'mint', 'grant'])

/** All targets whose switch can be turned off together, as a person would choose them. */
async function planned(wish: Partial<SwitchesQuestion> = {}) {
  const { targets } = await loadInventory(homeAccount(), { fresh: true })
  const question: SwitchesQuestion = {
    targets: targets.map(({ region, resourceId }) => ({ region, resourceId })),
    desired: 'off',
    moment: 'window',
    ...wish,
  }
  const preview = await planSwitches(mira, question)
  const left = preview.lines.filter(({ refusal }) => refusal === null)
  const chosen = left.map(({ region, resourceId, digest }) => ({ region, resourceId, digest }))
  const order = {
    ...question,
    moment: preview.moment,
    targets: chosen,
    leftOut: preview.lines.flatMap(({ refusal, region, resourceId }) =>
      refusal === null ? [] : [{ region, resourceId }],
    ),
    digest: preview.digest,
    reason: 'CHG-9 all at once',
  }
  return { preview, order }
}

async function ended(id: string) {
  await expect.poll(async () => (await getSwitches(mira, { id })).running, { timeout: 30_000 }).toBe(false)
  return getSwitches(mira, { id })
}

const statesOf = ({ parts }: Awaited<ReturnType<typeof getSwitches>>) => parts.map(({ state }) => state)
const writes = () =>
  accountState(account.world) as { switches: { identifier: string; pending: unknown; iamAuth: boolean }[] }

describe('planSwitches', () => {
  it('begins with the window where one of them would by itself, and with now where none would', async () => {
    const all = (await planned({ desired: 'on', moment: null })).preview
    expect(all.moment).toBe('window')
    const staging = all.lines.filter(({ name }) => name === 'inventory-staging')
    expect((await planned({ desired: 'on', moment: null, targets: staging })).preview.moment).toBe('now')
  })

  it('says of each target what is called and who gains or loses, or why it is left out', async () => {
    const { preview } = await planned()
    const { lines, counts } = preview
    expect(counts.switched).toBeGreaterThanOrEqual(4)
    expect(counts.switched + counts.refused).toBe(lines.length)
    const refusals = lines.flatMap(({ refusal }) => refusal ?? []).join(' ')
    expect(refusals).toContain('A proxy has no such switch')
    expect(refusals).toContain('Already off')
    expect(lines.some(({ call }) => call === 'ModifyDBCluster')).toBe(true)
    expect(counts.losses).toBeGreaterThan(0)
  })

  it('leaves out, for now, what would apply other changes and may restart, and takes it for the window', async () => {
    const restarts = (preview: Awaited<ReturnType<typeof planned>>['preview']) =>
      preview.lines.filter(({ refusal }) => refusal?.includes('may restart')).map(({ name }) => name)
    expect(restarts((await planned({ desired: 'on', moment: 'now' })).preview)).toContain('billing-prod')
    expect(restarts((await planned({ desired: 'on', moment: 'window' })).preview)).toEqual([])
  })
})

describe('applySwitches', () => {
  it('switches exactly what was previewed: one change, an entry for each part, one reason', async () => {
    const { order, preview } = await planned()
    const { id } = await applySwitches(mira, order)
    const report = await ended(id)
    expect(new Set(statesOf(report))).toEqual(new Set(['done']))
    expect(report).toMatchObject({ reason: 'CHG-9 all at once', begunBy: 'mira', stopped: null })
    const said = preview.lines.flatMap(({ name, refusal }) => (refusal === null ? [] : [{ name, refusal }]))
    expect(report.leftOut.map(({ name, refusal }) => ({ name, refusal }))).toEqual(said)
    expect(said.length).toBeGreaterThan(0)
    expect(new Set(report.parts.map(({ auditId }) => auditId)).size).toBe(order.targets.length)
    const next = await planned()
    expect(next.preview.counts.switched).toBeLessThanOrEqual(order.targets.length)
    expect((await verifyAudit()).intact).toBe(true)
  })

  it('remembers of which a change was waiting: no way back makes it wait again', async () => {
    const { order } = await planned({ desired: 'on', moment: 'now' })
    const { parts } = await ended((await applySwitches(mira, order)).id)
    expect(parts.filter(({ waited }) => waited).map(({ name }) => name)).toEqual(['identity-prod'])
    expect(parts.length).toBeGreaterThan(1)
    // RDS has taken it; that it has settled nobody has seen yet.
    expect(new Set(parts.map(({ state }) => state))).toEqual(new Set(['applying']))
  })

  it('goes on after one that AWS refuses; resume does that one and nothing twice', async () => {
    const { order } = await planned()
    account.aws.faults.set({ rules: [{ kind: 'deny', action: 'ModifyDBInstance', times: 1 }] })
    const { id } = await applySwitches(mira, order)
    const report = await ended(id)
    expect(statesOf(report).filter(state => state === 'failed')).toHaveLength(1)
    expect(statesOf(report).filter(state => state === 'done')).toHaveLength(order.targets.length - 1)
    expect(report.parts.find(({ state }) => state === 'failed')?.error).toContain('ModifyDBInstance')
    account.aws.faults.clear()
    const entries = report.parts.map(({ auditId }) => auditId)
    await resumeSwitches(omar, { id })
    const after = await ended(id)
    expect(new Set(statesOf(after))).toEqual(new Set(['done']))
    expect(after.parts.filter(({ auditId }) => !entries.includes(auditId))).toHaveLength(1)
    await expect(resumeSwitches(omar, { id })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('stops where the next call would fail as well, says so, and resumes', async () => {
    vi.stubEnv('GATEHOUSE_CALLS_AT_ONCE', '1')
    const { order } = await planned()
    const clusters = ['ModifyDBInstance', 'ModifyDBCluster']
    account.aws.faults.set({ rules: clusters.map(action => ({ kind: 'html500', action, skip: 1 })) })
    const { id } = await applySwitches(mira, order)
    const report = await ended(id)
    expect(statesOf(report)).toContain('notTried')
    expect(report.stopped).toContain('The rest was not tried')
    account.aws.faults.clear()
    await resumeSwitches(mira, { id })
    expect(new Set(statesOf(await ended(id)))).toEqual(new Set(['done']))
    vi.unstubAllEnvs()
  })

  it('refuses all of it, and sends nothing, where one target moved since the preview', async () => {
    const { order } = await planned()
    const [first] = order.targets
    const single = await planned({ targets: first ? [first] : [] })
    await ended((await applySwitches(omar, single.order)).id)
    const before = writes()
    const name = single.preview.lines[0]?.name
    await expect(applySwitches(mira, order)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(`^${name} changed since you looked`),
    })
    expect(writes()).toEqual(before)
  })

  it('sends nothing for a name that goes to another database meanwhile, and does the others', async () => {
    vi.stubEnv('GATEHOUSE_CALLS_AT_ONCE', '1')
    const { order } = await planned()
    const calls = ['ModifyDBInstance', 'ModifyDBCluster']
    account.aws.faults.set({ rules: calls.map(action => ({ kind: 'slow', action, delayMs: 400 })) })
    const { id } = await applySwitches(mira, order)
    const begun = async () =>
      statesOf(await getSwitches(mira, { id })).filter(state => state === 'done').length
    await expect.poll(begun, { timeout: 30_000 }).toBeGreaterThan(0)
    const late = order.targets.findLast(({ resourceId }) => resourceId === ID.ordersProd)
    expect(late).toBeDefined()
    const [old, heir] = handOver(account.world, 'us-east-1', 'orders-prod', 'inventory-staging')
    const report = await ended(id)
    expect(report.parts.filter(({ state }) => state !== 'done')).toMatchObject([
      { resourceId: ID.ordersProd, state: 'failed', error: expect.stringContaining('its name') },
    ])
    for (const one of [old, heir]) expect(one?.pending).toEqual({})
    vi.unstubAllEnvs()
  })

  it('lets one of two who apply the same at once through, and answers the other with a conflict', async () => {
    const { order } = await planned()
    const both = await Promise.allSettled([applySwitches(mira, order), applySwitches(omar, order)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = both.find(one => one.status === 'rejected')
    expect(lost).toMatchObject({ reason: { code: 'conflict' } })
    for (const one of both) if (one.status === 'fulfilled') await ended(one.value.id)
  })

  it('refuses without the capability, without a reason, and with what the preview did not hold', async () => {
    const { order } = await planned()
    await expect(applySwitches(reader, order)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(applySwitches(mira, { ...order, reason: ' ' })).rejects.toMatchObject({ code: 'invalid' })
    const fewer = { ...order, targets: order.targets.slice(1) }
    await expect(applySwitches(mira, fewer)).rejects.toMatchObject({ code: 'conflict' })
    await expect(applySwitches(mira, { ...order, moment: 'now' })).rejects.toMatchObject({ code: 'conflict' })
    await expect(resumeSwitches(reader, { id: crypto.randomUUID() })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(getSwitches(mira, { id: 'no-such' })).rejects.toMatchObject({ code: 'notFound' })
  })
})

describe('a switch of several whose server is gone', () => {
  it('keeps what was decided; what was begun is settled by itself, and resume does the rest', async () => {
    vi.stubEnv('GATEHOUSE_CALLS_AT_ONCE', '1')
    const { order } = await planned()
    // The call gets lost, and what became of it cannot be read: as if the server had died at it.
    const reads = ['DescribeDBInstances', 'DescribeDBClusters']
    account.aws.faults.set({
      rules: [
        { kind: 'hangUp', action: 'ModifyDBInstance' },
        { kind: 'hangUp', action: 'ModifyDBCluster' },
        ...reads.map(action => ({ kind: 'html500' as const, action, skip: 60 })),
      ],
    })
    const { id } = await applySwitches(mira, order)
    const left = await ended(id)
    expect(statesOf(left).filter(state => state === 'done')).toEqual([])
    account.aws.faults.clear()
    const pool = await records()
    await pool.query(
      `begin;
       set local session_replication_role = replica; -- the log takes no update otherwise
       update gatehouse.open_changes set opened_at = opened_at - interval '1 minute',
         alive_at = alive_at - interval '1 minute';
       commit`,
    )
    await mendChanges(contextOfJob('mending changes'))
    await resumeSwitches(mira, { id })
    expect(new Set(statesOf(await ended(id)))).toEqual(new Set(['done']))
    vi.unstubAllEnvs()
  })
})
