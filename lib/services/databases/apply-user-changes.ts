import 'server-only'
import { AppError } from '@/lib/errors'
import { userLabel } from '@/lib/grants/steps/fact'
import { assertCan } from '@/lib/operator/operator'
import { applyPlan } from '@/lib/services/changes/apply-plan'
import type { PartReceipt } from '@/lib/services/changes/change'
import type { Context } from '@/lib/services/context'
import { assertReason, assertUnguarded, STALE } from '@/lib/services/databases/carry-out-user-change'
import { digestOfPlans } from '@/lib/services/databases/digest-of-plans'
import { rereadUsers } from '@/lib/services/databases/reread-users'
import { userPart } from '@/lib/services/databases/user-part'
import type { UserQuestion } from '@/lib/services/databases/user-plan-now'
import { factsPlannedOn, userLocks, userPlansNow } from '@/lib/services/databases/user-plans-now'

export interface UserOutcome extends Pick<PartReceipt, 'state' | 'auditId'> {
  target: string
  user: string
  error: string | null
  answer: string | null
}

interface UserOrders {
  changes: readonly UserQuestion[]
  /** Of the preview that was looked at. */
  digest: string
  reason: string
}

/** Carries out several changes of users as previewed, each a part with its own entry: what fails leaves the others. */
export async function applyUserChanges(
  context: Context,
  { changes, digest, reason }: UserOrders,
): Promise<{ outcomes: UserOutcome[] }> {
  assertCan(context, 'users')
  await assertReason(context, changes, reason)
  const { plan: fresh, receipts } = await applyPlan({
    context,
    capability: 'users',
    locks: await userLocks(context, changes),
    regions: changes.map(({ target }) => target.region),
    plan: async inventory => {
      const plans = await userPlansNow(context, changes, inventory)
      if (digestOfPlans(plans.map(({ plan }) => plan)) !== digest) throw new AppError('conflict', STALE)
      for (const { plan } of plans) assertUnguarded(plan)
      return plans
    },
    parts: plans => plans.map(one => userPart(one, reason)),
    facts: factsPlannedOn,
  })
  await rereadUsers(
    context.account,
    changes.map(({ target }) => target.resourceId),
  )
  return {
    outcomes: fresh.map(({ plan, target }, index) => {
      const { state = 'notTried', auditId = null, failure = null } = receipts[index] ?? {}
      const error = state === 'notTried' ? 'Not tried: the one before it stopped all.' : failure?.message
      return {
        state,
        auditId,
        target: target.name,
        user: userLabel(plan.intent.user),
        error: error ?? null,
        answer: failure?.answer ?? null,
      }
    }),
  }
}
