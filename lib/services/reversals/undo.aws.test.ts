import { describe, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { listAudit, verifyAudit } from '@/lib/records/audit'
import { forgetReading } from '@/lib/services/account/reading-cache'
import { getActivity } from '@/lib/services/activity/get-activity'
import { applyReversal } from '@/lib/services/reversals/apply-reversal'
import { planReversal } from '@/lib/services/reversals/plan-reversal'
import { accountState, accountUnderChange, handOver } from '@/lib/services/testing/account-under-change'
import { IAM_WRITES, mira, reader, SWITCHES } from '@/lib/services/testing/kinds-of-write'

const account = accountUnderChange()

async function undone(auditId: string, reason = 'not needed'): Promise<string> {
  const order = { auditId: Number(auditId), kind: 'undo' as const }
  const { plan } = await planReversal(mira, order)
  expect(plan.problems).toEqual([])
  const receipt = await applyReversal(mira, { ...order, digest: plan.digest, reason })
  expect(receipt.notDone).toEqual([])
  return receipt.auditId
}

describe.each(IAM_WRITES)('$kind', ({ preview, calls }) => {
  it('is undone to the byte, and made again by the undo of that', async () => {
    const before = accountState(account.world)
    const auditIds = await (await preview()).apply()
    const after = accountState(account.world)
    expect(after).not.toEqual(before)
    const entries = await Promise.all(auditIds.map(id => getActivity(mira, Number(id))))
    expect(new Set(entries.map(({ record }) => record.outcome))).toEqual(new Set(['done']))
    const called = entries.flatMap(({ record }) => record.awsCalls.map(({ action }) => action))
    expect(called).toEqual(expect.arrayContaining(calls.map(call => `iam:${call}`)))
    const undos: string[] = []
    for (const auditId of auditIds.toReversed()) undos.push(await undone(auditId))
    expect(accountState(account.world)).toEqual(before)
    for (const auditId of undos.toReversed()) await undone(auditId)
    expect(accountState(account.world)).toEqual(after)
  })
})

describe.each(SWITCHES)('$kind', ({ preview, calls }) => {
  it('is undone, and turned again by the undo of that', async () => {
    const before = accountState(account.world)
    const [auditId = ''] = await (await preview()).apply()
    const { record } = await getActivity(mira, Number(auditId))
    expect(record.awsCalls).toMatchObject([{ action: `rds:${calls[0]}` }])
    await account.settle()
    const undo = await undone(auditId)
    await account.settle()
    expect(accountState(account.world)).toEqual(before)
    const redo = await undone(undo)
    await account.settle()
    expect(accountState(account.world)).not.toEqual(before)
    expect((await getActivity(mira, Number(redo))).record).toMatchObject({ about: Number(undo) })
  })
})

describe('an undo of a switch', () => {
  it('follows the target to its new name, and leaves alone what bears the old one', async () => {
    const [now] = SWITCHES
    const [auditId = ''] = (await (await now?.preview())?.apply()) ?? []
    await account.settle()
    const [staging, heir] = handOver(account.world, 'us-east-1', 'inventory-staging', 'orders-prod')
    expect([staging?.settings.iamAuth, heir?.settings.iamAuth]).toEqual([true, true])
    forgetReading(homeAccount())
    await undone(auditId)
    await account.settle()
    expect([staging?.settings.iamAuth, heir?.settings.iamAuth]).toEqual([false, true])
  })
})

describe('an undo', () => {
  const [inline] = IAM_WRITES
  if (!inline) throw new Error('There is no kind of write.')

  it('is told of in Activity at both entries, and offered once', async () => {
    const [auditId = ''] = await (await inline.preview()).apply()
    expect((await getActivity(mira, Number(auditId))).state).toBe('undoable')
    const undo = await undone(auditId, 'a mistake')
    const { state, since } = await getActivity(mira, Number(auditId))
    expect([state, since]).toEqual(['undone', [{ auditId: Number(undo), action: 'undoChange' }]])
    expect((await listAudit({ limit: 1 })).records[0]).toMatchObject({
      id: Number(undo),
      about: Number(auditId),
      actor: 'mira',
      reason: 'a mistake',
      outcome: 'done',
      changes: [{ principal: 'role/data-analyst', databaseUser: 'metrics', after: 'noAccess' }],
    })
    const { plan } = await planReversal(mira, { auditId: Number(auditId), kind: 'undo' })
    expect(plan.problems).toEqual(['Nothing of it is left to do: AWS shows it so already.'])
    expect((await verifyAudit()).intact).toBe(true)
  })

  it('refuses an operator without the capability, one without a reason, and another plan', async () => {
    const [auditId = ''] = await (await inline.preview()).apply()
    const after = accountState(account.world)
    const order = { auditId: Number(auditId), kind: 'undo' as const }
    const { plan, mayApply } = await planReversal(reader, order)
    expect(mayApply).toBe(false)
    const sound = { ...order, digest: plan.digest, reason: 'x' }
    await expect(applyReversal(reader, sound)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(applyReversal(mira, { ...sound, reason: ' ' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(applyReversal(mira, { ...sound, digest: 'other' })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(accountState(account.world)).toEqual(after)
  })

  it('is refused, with both texts, where somebody rewrote the policy since', async () => {
    const [auditId = ''] = await (await inline.preview()).apply()
    const order = { auditId: Number(auditId), kind: 'undo' as const }
    const seen = await planReversal(mira, order)
    const policy = account.world.roles.get('data-analyst')?.inline.find(({ name }) => name === 'connect')
    if (!policy) throw new Error('Nothing was granted.')
    const [left, found] = [policy.text, '{"Version":"2012-10-17","Statement":[]}']
    policy.text = found
    const edited = accountState(account.world)
    await expect(
      applyReversal(mira, { ...order, digest: seen.plan.digest, reason: 'x' }),
    ).rejects.toMatchObject({ code: 'conflict' })
    const { plan } = await planReversal(mira, order)
    expect(plan.conflicts).toEqual([
      { subject: 'role/data-analyst', sentence: expect.any(String), left, found },
    ])
    await expect(applyReversal(mira, { ...order, digest: plan.digest, reason: 'x' })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('not written over'),
    })
    expect(accountState(account.world)).toEqual(edited)
  })
})
