import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { AppError } from '@/lib/errors'
import type { GrantPlan } from '@/lib/grants/grant-plan'
import { type GrantIntent, normaliseIntent } from '@/lib/grants/intent'
import { planGrant } from '@/lib/grants/plan'
import { assertCan } from '@/lib/operator/operator'
import { carryOutOne } from '@/lib/services/changes/apply-plan'
import type { ChangeReceipt } from '@/lib/services/changes/change'
import { givenReason } from '@/lib/services/changes/given-reason'
import { assertTargetsRead } from '@/lib/services/changes/read-for-write'
import type { Context } from '@/lib/services/context'
import { grantPart } from '@/lib/services/grants/grant-part'

export interface GrantReceipt extends ChangeReceipt {
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
export async function applyGrant(context: Context, order: GrantOrder): Promise<GrantReceipt> {
  assertCan(context, 'grant')
  const reason = givenReason(order.reason, 'A grant')
  const { plan, receipt } = await carryOutOne({
    context,
    capability: 'grant',
    locks: lockKeys(order.intent),
    regions: order.intent.connections.map(({ region }) => region),
    plan: inventory => {
      const fresh = planGrant(order.intent, compileAccess(inventory))
      assertTargetsRead(inventory, fresh.effect)
      assertStillTrue(fresh, order.digest)
      return fresh
    },
    parts: (fresh, inventory) => [grantPart(fresh, inventory, reason)],
  })
  return { ...receipt, counts: plan.counts, policyName: policyNameOf(plan) }
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
