import { describe, expect, it, vi } from 'vitest'
import { homeAccount } from '@/lib/account'
import { everyChangedCell } from '@/lib/findings/testing/every-changed-cell'
import { getAudit, listAudit } from '@/lib/records/audit'
import { openChanges } from '@/lib/records/journal'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { applyReversal } from '@/lib/services/reversals/apply-reversal'
import { planReversal } from '@/lib/services/reversals/plan-reversal'
import { accountState, accountUnderChange } from '@/lib/services/testing/account-under-change'
import { grantOf, IAM_WRITES, intentOf, mira, SWITCHES } from '@/lib/services/testing/kinds-of-write'
import { ACCOUNT } from '@/lib/simulator/world/statements'

const account = accountUnderChange()
const lastRecord = async () => (await listAudit({ limit: 1 })).records[0]

const twoRoles = () => {
  const intent = intentOf({ kind: 'newManaged', policyName: 'gh-two' })
  const other = intentOf(intent.placement, 'refund-worker').principals
  return grantOf({ ...intent, principals: [...intent.principals, ...other] })()
}

describe.each([...IAM_WRITES, ...SWITCHES])('$kind', ({ preview, calls }) => {
  it('counts as done though every answer to its calls was lost', async () => {
    const before = accountState(account.world)
    const previewed = await preview()
    account.aws.faults.set({ rules: calls.map(action => ({ kind: 'hangUpAfter', action })) })
    const [auditId] = await previewed.apply()
    account.aws.faults.clear()
    expect(accountState(account.world)).not.toEqual(before)
    const { records } = await listAudit({ limit: 10 })
    const record = records.find(({ id }) => id === Number(auditId))
    expect(['done', 'running']).toContain(record?.outcome)
    expect(await openChanges(ACCOUNT)).toEqual([])
  })
})

describe('a change that AWS refuses', () => {
  it('after its first call is partial: the cells that really changed, and every answer', async () => {
    const previewed = await twoRoles()
    const before = await loadInventory(homeAccount(), { fresh: true })
    account.aws.faults.set({ rules: [{ kind: 'deny', action: 'AttachRolePolicy', skip: 1 }] })
    await previewed.apply()
    account.aws.faults.clear()
    const after = await loadInventory(homeAccount(), { fresh: true })
    const record = await lastRecord()
    expect(record).toMatchObject({
      outcome: 'partial',
      awsCalls: [
        { action: 'iam:CreatePolicy', requestId: expect.any(String) },
        { action: 'iam:AttachRolePolicy', requestId: expect.any(String) },
        { action: 'iam:AttachRolePolicy', requestId: expect.any(String) },
      ],
    })
    const really = everyChangedCell(before, after)
    expect(really.length).toBeGreaterThan(0)
    const lineOf = ({ principal, target, databaseUser, before: was, after: is }: (typeof really)[number]) =>
      `${principal} ${target} ${databaseUser} ${was} ${is}`
    const told = (record?.changes ?? []) as typeof really
    expect(told.map(lineOf).sort()).toEqual(really.map(lineOf).sort())
  })

  it('of which a part was done is undone by that part alone', async () => {
    const before = accountState(account.world)
    const previewed = await twoRoles()
    account.aws.faults.set({ rules: [{ kind: 'deny', action: 'AttachRolePolicy', skip: 1 }] })
    const [auditId] = await previewed.apply()
    account.aws.faults.clear()
    const order = { auditId: Number(auditId), kind: 'undo' as const }
    const { plan } = await planReversal(mira, order)
    expect(plan.steps.map(({ title }) => title)).toEqual(['DetachRolePolicy', 'DeletePolicy'])
    await applyReversal(mira, { ...order, digest: plan.digest, reason: 'half is none' })
    expect(accountState(account.world)).toEqual(before)
  })

  it('at its first call is failed: no cell, nothing written, nothing left to undo', async () => {
    const before = accountState(account.world)
    const previewed = await twoRoles()
    account.aws.faults.set({ rules: [{ kind: 'deny', action: 'CreatePolicy' }] })
    await expect(previewed.apply()).rejects.toMatchObject({ code: 'accessDenied' })
    account.aws.faults.clear()
    const record = await lastRecord()
    expect(record).toMatchObject({
      outcome: 'failed',
      changes: [],
      awsCalls: [{ action: 'iam:CreatePolicy', requestId: expect.any(String) }],
    })
    expect(accountState(account.world)).toEqual(before)
    const order = { auditId: record?.id ?? 0, kind: 'undo' as const }
    expect((await planReversal(mira, order)).plan.steps).toEqual([])
  })
})

it('a call of which nobody knows what became of it leaves the change open, never failed', async () => {
  const previewed = await IAM_WRITES[0]?.preview()
  account.aws.faults.set({
    rules: [
      { kind: 'hangUpAfter', action: 'PutRolePolicy' },
      { kind: 'html500', action: 'GetRolePolicy', skip: 1 },
    ],
  })
  const [auditId] = (await previewed?.apply()) ?? []
  account.aws.faults.clear()
  expect(await openChanges(ACCOUNT)).toMatchObject([
    { auditId: Number(auditId), held: false, unsettled: true },
  ])
  const order = { auditId: Number(auditId), kind: 'finish' as const }
  await expect(planReversal(mira, order)).rejects.toMatchObject({ code: 'conflict' })
})

it('a call that shows only a while after its answer was lost is found all the same', async () => {
  const previewed = await IAM_WRITES[0]?.preview()
  account.aws.faults.set({
    rules: [
      { kind: 'hangUp', action: 'PutRolePolicy' },
      { kind: 'slow', action: 'GetRolePolicy', skip: 2, times: 1, delayMs: 400 },
    ],
  })
  const applied = previewed?.apply()
  await vi.waitFor(() => expect(account.aws.faults.current.rules).toHaveLength(1), { timeout: 15_000 })
  const [open] = await openChanges(ACCOUNT)
  const announced = (await getAudit(ACCOUNT, open?.auditId ?? 0))?.record.steps?.[0]?.step
  const text = String(announced?.call.input.PolicyDocument)
  account.world.roles.get('data-analyst')?.inline.push({ name: 'connect', text })
  await applied
  expect(await lastRecord()).toMatchObject({ action: 'grantAccess', outcome: 'done' })
})
