import 'server-only'
import { compileAccess } from '@/lib/access/compile-access'
import { AppError } from '@/lib/errors'
import type { GrantPlan } from '@/lib/grants/grant-plan'
import { type GrantIntent, normaliseIntent } from '@/lib/grants/intent'
import { planGrant } from '@/lib/grants/plan'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { assertRecordable } from '@/lib/services/assert-recordable'
import { dropInventory } from '@/lib/services/load-inventory'
import { oneAtATime } from '@/lib/services/one-at-a-time'
import { readAgain } from '@/lib/services/read-again'
import { recordGrant } from '@/lib/services/record-grant'
import { runSteps } from '@/lib/services/run-steps'

export interface GrantReceipt {
  auditId: string
  done: { title: string; subject: string; requestId: string | null }[]
  notDone: { title: string; subject: string; error: string; answer: string | null }[]
  counts: GrantPlan['counts']
  policyName: string
}

export interface GrantOrder {
  intent: GrantIntent
  /** Of the plan that was looked at. */
  digest: string
  reason: string
}

/** Carries out what was previewed, or nothing: a plan made now must have the digest of the one that was looked at. */
export async function applyGrant(operator: Operator, order: GrantOrder): Promise<GrantReceipt> {
  assertCan(operator, 'grant')
  const reason = order.reason.trim()
  if (reason === '') {
    const fields = { reason: 'Say why: it is written to Activity with your name.' }
    throw new AppError('invalid', 'A grant needs a reason. Nothing changed.', { fields })
  }
  return oneAtATime(lockKeys(order.intent), async () => {
    const inventory = await readAgain()
    const plan = planGrant(order.intent, compileAccess(inventory))
    assertStillTrue(plan, order.digest)
    await assertRecordable()
    try {
      const receipt = await runSteps(plan.steps)
      const auditId = await recordGrant({ operator, reason, plan, inventory, ...receipt })
      const first = receipt.failure
      if (first && receipt.done.length === 0) throw first
      return {
        auditId,
        done: receipt.done,
        notDone: receipt.notDone,
        counts: plan.counts,
        policyName: policyNameOf(plan),
      }
    } finally {
      dropInventory()
    }
  })
}

/** Two grants on one principal or one policy would each be planned without the other. */
function lockKeys(intent: GrantIntent): string[] {
  const { principals, placement } = normaliseIntent(intent)
  const policy =
    placement.kind === 'existingManaged'
      ? placement.policyArn
      : `policy ${placement.policyName.toLowerCase()}`
  return [...principals, policy]
}

function assertStillTrue(plan: GrantPlan, digest: string): void {
  const [problem] = plan.problems
  if (problem && plan.digest === digest) {
    const fields = Object.fromEntries(plan.problems.map(({ field, message }) => [field, message]))
    throw new AppError('invalid', `${problem.message} Nothing changed.`, { fields })
  }
  if (plan.digest !== digest) {
    throw new AppError(
      'conflict',
      'Something changed since you looked: a policy, an attachment, a target or a database user. Nothing was applied. The new plan is shown; look at it and apply it again.',
    )
  }
}

function policyNameOf({ intent: { placement } }: GrantPlan): string {
  return placement.kind === 'existingManaged'
    ? (placement.policyArn.split('/').at(-1) ?? '')
    : placement.policyName
}
