import { describe, expect, it } from 'vitest'
import { listAudit, verifyAudit } from '@/lib/records/audit'
import { openChanges } from '@/lib/records/journal'
import { records } from '@/lib/records/pool'
import { getActivity } from '@/lib/services/activity/get-activity'
import { changesLeftOpen } from '@/lib/services/changes/interrupted-changes'
import { mendChanges } from '@/lib/services/changes/mend-changes'
import { contextOfJob } from '@/lib/services/context'
import { applyReversal } from '@/lib/services/reversals/apply-reversal'
import { leaveAsIs } from '@/lib/services/reversals/leave-as-is'
import { planReversal } from '@/lib/services/reversals/plan-reversal'
import { accountState, accountUnderChange } from '@/lib/services/testing/account-under-change'
import {
  grantOf,
  intentOf,
  kindOf,
  mira,
  type Previewed,
  reader,
} from '@/lib/services/testing/kinds-of-write'
import { ACCOUNT } from '@/lib/simulator/world/statements'

const account = accountUnderChange()

/** As if the server had stopped at that call: what became of it is not known. */
async function stoppedAt(previewed: Previewed, call: string, read: string, skip: number, landed = false) {
  account.aws.faults.set({
    rules: [
      { kind: landed ? 'hangUpAfter' : 'hangUp', action: call, times: 1 },
      { kind: 'html500', action: read, skip },
    ],
  })
  const [auditId = ''] = await previewed.apply()
  account.aws.faults.clear()
  return Number(auditId)
}

/** A call of a server that is gone may land for some seconds; these are over. */
async function aged(): Promise<void> {
  const pool = await records()
  await pool.query(
    `begin;
     set local session_replication_role = replica; -- the log takes no update otherwise
     update gatehouse.open_changes set opened_at = opened_at - interval '1 minute',
       alive_at = alive_at - interval '1 minute';
     commit`,
  )
}

async function settled(auditId: number, kind: 'finish' | 'takeBack') {
  const { plan } = await planReversal(mira, { auditId, kind })
  expect(plan.problems).toEqual([])
  return applyReversal(mira, { auditId, kind, digest: plan.digest, reason: 'the server stopped' })
}

const HALF = [
  ['a grant in a new managed policy', 'AttachRolePolicy', 'ListAttachedRolePolicies', 2],
  ['a grant in a managed policy', 'AttachRolePolicy', 'ListAttachedRolePolicies', 2],
  ['a grant in a managed policy with five versions', 'CreatePolicyVersion', 'GetPolicy', 2],
  ['a fix of shipping-legacy by DetachRolePolicy, DeletePolicy', 'DeletePolicy', 'GetPolicy', 2],
] as const

describe.each(HALF)('%s, half done', (name, call, read, skip) => {
  it('is shown, is finished from where it stopped, and can be undone like any other', async () => {
    const before = accountState(account.world)
    const stopped = await stoppedAt(await kindOf(name).preview(), call, read, skip)
    await aged()
    await mendChanges(contextOfJob('mending changes'))
    expect((await changesLeftOpen(ACCOUNT)).interrupted).toMatchObject([{ auditId: stopped, actor: 'mira' }])
    expect((await getActivity(mira, stopped)).state).toBe('interrupted')
    const { done, auditId } = await settled(stopped, 'finish')
    expect(done.map(({ title }) => title)).toEqual([call])
    expect((await changesLeftOpen(ACCOUNT)).interrupted).toEqual([])
    const [outcome] = (await listAudit({ limit: 1 })).records
    const detail = `Interrupted, then finished: entry ${auditId}.`
    expect(outcome).toMatchObject({ intention: stopped, outcome: 'done', detail })
    // An export is verified by its entries alone: what names a place in the chain is none of theirs.
    const { rows } = await (await records()).query<{ keys: string[] }>(
      'select array(select jsonb_object_keys(entry)) as keys from gatehouse.audit where id = $1',
      [outcome?.id],
    )
    for (const place of ['id', 'at', 'hash', 'previousHash', 'seal'])
      expect(rows[0]?.keys).not.toContain(place)
    expect(await getActivity(mira, outcome?.id ?? 0)).toMatchObject({
      state: 'undoable',
      since: [{ auditId: Number(auditId), action: 'finishChange' }],
    })
    const { plan } = await planReversal(mira, { auditId: stopped, kind: 'undo' })
    const undo = { auditId: stopped, kind: 'undo' as const, digest: plan.digest, reason: 'not needed' }
    expect((await applyReversal(mira, undo)).notDone).toEqual([])
    expect(accountState(account.world)).toEqual(before)
  })

  it('is taken back', async () => {
    const before = accountState(account.world)
    const stopped = await stoppedAt(await kindOf(name).preview(), call, read, skip)
    await aged()
    const { auditId } = await settled(stopped, 'takeBack')
    expect(accountState(account.world)).toEqual(before)
    const { records: entries } = await listAudit({ limit: 2 })
    expect(entries).toMatchObject([
      { intention: stopped, outcome: 'takenBack', detail: `Interrupted, then taken back: entry ${auditId}.` },
      { id: Number(auditId), action: 'takeBackChange', outcome: 'done', about: stopped },
    ])
  })
})

describe('mendChanges', () => {
  const grant = () => kindOf('a grant in a new managed policy').preview()

  it('closes what turns out finished, once, though two servers look at once', async () => {
    const stopped = await stoppedAt(await grant(), 'AttachRolePolicy', 'ListAttachedRolePolicies', 2, true)
    await aged()
    const { total } = await listAudit({ limit: 1, asWritten: true })
    await Promise.all([
      mendChanges(contextOfJob('mending changes')),
      mendChanges(contextOfJob('mending changes')),
      mendChanges(contextOfJob('mending changes')),
    ])
    const page = await listAudit({ limit: 1, asWritten: true })
    expect(page.total).toBe(total + 1)
    expect(page.records[0]).toMatchObject({
      intention: stopped,
      outcome: 'done',
      actor: 'mira',
      actorKind: 'person',
      recordedBy: { kind: 'job', name: 'mending changes' },
      detail: expect.stringMatching(/^Finished after all/),
      changes: [{ principal: 'role/data-analyst', databaseUser: 'metrics', after: 'canConnect' }],
    })
    expect((await getActivity(mira, stopped)).since).toEqual([])
    expect((await verifyAudit()).intact).toBe(true)
  })

  it('closes what never began, with no cell and nothing to undo', async () => {
    const before = accountState(account.world)
    const stopped = await stoppedAt(await grant(), 'CreatePolicy', 'GetPolicy', 1)
    await aged()
    await mendChanges(contextOfJob('mending changes'))
    expect(accountState(account.world)).toEqual(before)
    expect((await listAudit({ limit: 1 })).records[0]).toMatchObject({
      intention: stopped,
      outcome: 'failed',
      changes: [],
    })
    expect((await getActivity(mira, stopped)).state).toBe('final')
  })

  it('waits while a call may still land, and asks to be called soon', async () => {
    await stoppedAt(await grant(), 'CreatePolicy', 'GetPolicy', 1)
    expect(await mendChanges(contextOfJob('mending changes'))).toBe(true)
    expect(await openChanges(ACCOUNT)).toHaveLength(1)
    expect((await changesLeftOpen(ACCOUNT)).interrupted).toEqual([])
    await aged()
    expect(await mendChanges(contextOfJob('mending changes'))).toBe(false)
    expect(await openChanges(ACCOUNT)).toEqual([])
  })

  it('leaves alone what somebody has changed since: it is shown as a conflict, and may be left as it is', async () => {
    const stopped = await stoppedAt(await grant(), 'AttachRolePolicy', 'ListAttachedRolePolicies', 2)
    await aged()
    const made = account.world.policies.get(`arn:aws:iam::${ACCOUNT}:policy/gh-metrics`)
    for (const version of made?.versions ?? []) version.text = '{"Version":"2012-10-17","Statement":[]}'
    await mendChanges(contextOfJob('mending changes'))
    const edited = accountState(account.world)
    for (const kind of ['finish', 'takeBack'] as const) {
      const { plan } = await planReversal(mira, { auditId: stopped, kind })
      expect(plan.conflicts).toHaveLength(1)
      const order = { auditId: stopped, kind, digest: plan.digest, reason: 'x' }
      await expect(applyReversal(mira, order)).rejects.toMatchObject({ code: 'invalid' })
    }
    await leaveAsIs(mira, { auditId: stopped, reason: 'ana took it over' })
    expect(accountState(account.world)).toEqual(edited)
    expect(await openChanges(ACCOUNT)).toEqual([])
  })
})

describe('an interrupted change', () => {
  async function halfOfTwo(): Promise<number> {
    const intent = intentOf({ kind: 'newManaged', policyName: 'gh-two' })
    const other = intentOf(intent.placement, 'refund-worker').principals
    const previewed = await grantOf({ ...intent, principals: [...intent.principals, ...other] })()
    const stopped = await stoppedAt(previewed, 'AttachRolePolicy', 'ListAttachedRolePolicies', 3, true)
    await aged()
    return stopped
  }

  it('left as it is tells what stands, a step that nobody could record included, and is undone whole', async () => {
    const before = accountState(account.world)
    const stopped = await halfOfTwo()
    const { auditId } = await leaveAsIs(mira, { auditId: stopped, reason: 'one is enough' })
    expect((await getActivity(mira, Number(auditId))).record).toMatchObject({
      outcome: 'partial',
      changes: [{ principal: 'role/data-analyst', databaseUser: 'metrics' }],
      after: {
        steps: [{ title: 'CreatePolicy' }, { title: 'AttachRolePolicy' }, { error: expect.any(String) }],
      },
    })
    const order = { auditId: Number(auditId), kind: 'undo' as const }
    const { plan } = await planReversal(mira, order)
    await applyReversal(mira, { ...order, digest: plan.digest, reason: 'none is better' })
    expect(accountState(account.world)).toEqual(before)
  })

  it('is settled once: of two who finish it one wins, and afterwards nothing is left to settle', async () => {
    const stopped = await halfOfTwo()
    const { digest } = (await planReversal(mira, { auditId: stopped, kind: 'finish' })).plan
    const order = { auditId: stopped, kind: 'finish' as const, digest, reason: 'x' }
    const results = await Promise.allSettled([applyReversal(mira, order), applyReversal(mira, order)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict' },
    })
    await expect(leaveAsIs(mira, { auditId: stopped, reason: 'x' })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('refuses an operator without the capability, and one without a reason', async () => {
    const stopped = await halfOfTwo()
    const { digest } = (await planReversal(reader, { auditId: stopped, kind: 'takeBack' })).plan
    const before = accountState(account.world)
    const order = { auditId: stopped, kind: 'takeBack' as const, digest, reason: 'x' }
    await expect(applyReversal(reader, order)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(leaveAsIs(reader, order)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(leaveAsIs(mira, { ...order, reason: ' ' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(applyReversal(mira, { ...order, kind: 'undo' })).rejects.toMatchObject({ code: 'conflict' })
    expect(accountState(account.world)).toEqual(before)
    expect(await openChanges(ACCOUNT)).toHaveLength(1)
    await settled(stopped, 'takeBack')
  })
})
