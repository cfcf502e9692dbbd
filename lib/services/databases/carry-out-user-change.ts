import 'server-only'
import { isProduction, productionInWords } from '@/lib/access/model/production'
import { AppError } from '@/lib/errors'
import type { UserPlan } from '@/lib/provision/user-plan'
import { loadReading } from '@/lib/services/account/load-inventory'
import { carryOutOne } from '@/lib/services/changes/apply-plan'
import type { ChangeReceipt } from '@/lib/services/changes/change'
import type { Context } from '@/lib/services/context'
import { rereadUsers } from '@/lib/services/databases/reread-users'
import { userPart } from '@/lib/services/databases/user-part'
import { type UserQuestion, userPlanNow } from '@/lib/services/databases/user-plan-now'
import { factsPlannedOn, userLocks } from '@/lib/services/databases/user-plans-now'

export interface UserReceipt extends ChangeReceipt {
  counts: UserPlan['counts']
}

interface UserOrder extends UserQuestion {
  /** Of the plan that was looked at; null: what it does follows from the order alone. */
  digest: string | null
  reason: string
}

/** As a token for it needs one. */
export async function assertReason(
  { account }: Context,
  questions: readonly UserQuestion[],
  reason: string,
): Promise<void> {
  if (reason !== '') return
  const { targets } = await loadReading(account)
  const ids = new Set(questions.map(({ target }) => target.resourceId))
  const target = targets.find(one => ids.has(one.resourceId) && isProduction(one))
  if (!target) return
  const fields = { reason: 'Production needs a reason or a ticket.' }
  throw new AppError(
    'invalid',
    `${target.name} ${productionInWords(target)}: a change of its users needs a reason. Nothing changed.`,
    { fields },
  )
}

/** A guard stops all of it: half a user is no user. */
export function assertUnguarded({ guards, steps }: UserPlan): void {
  const [guard] = guards
  if (guard) throw new AppError('invalid', `${guard.title} ${guard.text} Nothing changed.`)
  if (steps.length === 0) throw new AppError('invalid', 'There is nothing to do: it is so already.')
}

export const STALE =
  'Something changed since you looked: the user, its rights, a role, or who reaches it. Nothing was done. The new plan is shown; look at it and decide again.'

/** Carries out what was previewed, or nothing; afterwards the database is read again. */
export async function carryOutUserChange(context: Context, order: UserOrder): Promise<UserReceipt> {
  const { target: ref, digest, reason } = order
  await assertReason(context, [order], reason)
  const { plan, receipt } = await carryOutOne({
    context,
    capability: 'users',
    locks: await userLocks(context, [order]),
    regions: [ref.region],
    plan: async inventory => {
      const fresh = await userPlanNow(context, order, inventory)
      if (digest !== null && fresh.plan.digest !== digest) throw new AppError('conflict', STALE)
      assertUnguarded(fresh.plan)
      return fresh
    },
    parts: fresh => [userPart(fresh, reason)],
    facts: fresh => factsPlannedOn([fresh]),
  })
  await rereadUsers(context.account, [ref.resourceId])
  return { ...receipt, counts: plan.plan.counts }
}
