import { describe, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { listAudit } from '@/lib/records/audit'
import { forgetReading } from '@/lib/services/account/reading-cache'
import { applyReversal } from '@/lib/services/reversals/apply-reversal'
import { planReversal } from '@/lib/services/reversals/plan-reversal'
import { accountState, accountUnderChange } from '@/lib/services/testing/account-under-change'
import {
  IAM_WRITES,
  mira,
  type Previewed,
  reader,
  SWITCHES,
  type WriteKind,
} from '@/lib/services/testing/kinds-of-write'
import type { FaultRule } from '@/lib/simulator/aws/faults'

const account = accountUnderChange()

/** What each call reads of its own before it is sent. */
const READS: [RegExp, string[]][] = [
  [/^(Put|Delete)(User|Role|Group)Policy$/, ['Get$2Policy']],
  [/^(Attach|Detach)(User|Role|Group)Policy$/, ['ListAttached$2Policies']],
  [/^RemoveUserFromGroup$/, ['ListGroupsForUser']],
  [/^CreatePolicy$/, ['GetPolicy']], // there is none yet
  [
    /^(CreatePolicyVersion|DeletePolicy|DeletePolicyVersion)$/,
    ['GetPolicy', 'ListPolicyVersions', 'GetPolicyVersion'],
  ],
  [/^ModifyDBInstance$/, ['DescribeDBInstances']],
  [/^ModifyDBCluster$/, ['DescribeDBClusters']],
]
const FAILURES = ['throttle', 'html500', 'deny', 'hangUp', 'truncated'] as const

function readsOf(calls: readonly string[]): string[] {
  const reads = calls.flatMap(call =>
    READS.flatMap(([pattern, names]) => {
      const [found] = pattern.exec(call) ?? []
      return found ? names.map(name => found.replace(pattern, name)) : []
    }),
  )
  return [...new Set(reads)]
}

async function undoOfGrant(): Promise<Previewed> {
  const [grant] = IAM_WRITES
  const [auditId = ''] = (await (await grant?.preview())?.apply()) ?? []
  const order = { auditId: Number(auditId), kind: 'undo' as const }
  const { digest } = (await planReversal(mira, order)).plan
  return {
    apply: async (operator = mira, reason = 'x') => [
      (await applyReversal(operator, { ...order, digest, reason })).auditId,
    ],
  }
}

const UNDO: WriteKind = { kind: 'an undo', calls: ['DeleteRolePolicy'], preview: undoOfGrant }
const WRITES = [...IAM_WRITES, ...SWITCHES, UNDO]

/** Refused for what could not be read, nothing announced, nothing changed. */
async function expectRefused({ apply }: Previewed, rule: FaultRule): Promise<void> {
  const [{ total }, before] = [await listAudit({ limit: 1, asWritten: true }), accountState(account.world)]
  account.aws.faults.set({ rules: [rule] })
  const failed = await apply().then(
    () => 'was applied',
    (error: { code: string }) => error.code,
  )
  account.aws.faults.clear()
  const told = `${rule.kind} ${rule.action}: ${failed}`
  expect(told).not.toContain('was applied')
  // Not a conflict, not "gone": nobody did anything, it is not known.
  expect(told).toMatch(/: (unavailable|throttled|accessDenied)$/)
  expect(accountState(account.world), told).toEqual(before)
  expect((await listAudit({ limit: 1, asWritten: true })).total, told).toBe(total)
}

describe.each(WRITES)('$kind', ({ preview, calls }) => {
  it('is refused whenever the account cannot be read again', async () => {
    const previewed = await preview()
    for (const kind of FAILURES)
      await expectRefused(previewed, { kind, service: 'iam', action: 'GetAccountAuthorizationDetails' })
    forgetReading(homeAccount())
    await previewed.apply()
  })

  it('is refused whenever what it touches cannot be read by itself', async () => {
    const previewed = await preview()
    const [one, ...others] = readsOf(calls)
    expect(one).toBeDefined()
    for (const kind of FAILURES) await expectRefused(previewed, { kind, action: one })
    for (const action of others) await expectRefused(previewed, { kind: 'html500', action })
  })

  it('is refused whenever the targets that it is about cannot be read again', async () => {
    await expectRefused(await preview(), { kind: 'html500', action: 'DescribeDBInstances' })
  })

  it('refuses an operator without the capability', async () => {
    const previewed = await preview()
    const before = accountState(account.world)
    await expect(previewed.apply(reader)).rejects.toMatchObject({ code: 'forbidden' })
    expect(accountState(account.world)).toEqual(before)
  })
})
