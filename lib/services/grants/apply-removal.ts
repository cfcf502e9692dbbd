import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Inventory } from '@/lib/access/model/inventory'
import { AppError } from '@/lib/errors'
import type { RemovalPlan, RemovalWay } from '@/lib/grants/removal/removal-plan'
import type { RemovalWish } from '@/lib/grants/removal/removal-wish'
import { workOutRemoval } from '@/lib/grants/removal/work-out-removal'
import { assertCan } from '@/lib/operator/operator'
import { loadReading } from '@/lib/services/account/load-inventory'
import { carryOutOne } from '@/lib/services/changes/apply-plan'
import type { ChangeReceipt } from '@/lib/services/changes/change'
import { givenReason } from '@/lib/services/changes/given-reason'
import { assertAccountRead, assertTargetsRead } from '@/lib/services/changes/read-for-write'
import type { Context } from '@/lib/services/context'
import { removalPart } from '@/lib/services/grants/removal-part'

export interface RemovalReceipt extends ChangeReceipt {
  counts: RemovalWay['counts']
  reason: string
}

export interface RemovalOrder {
  wish: RemovalWish
  /** Of the plan that was looked at. */
  digest: string
  reason: string
}

const CHANGED =
  'Something changed since you looked: a policy, an attachment, a group, a target or a database user. Nothing was removed. The new plan is shown; look at it and remove it again.'
const GONE = 'There is nothing to remove any more in this way. Nothing changed. The new plan is shown.'

/** Ends the connection as previewed, or changes nothing: planned anew, it must have the digest of what was looked at. */
export async function applyRemoval(context: Context, order: RemovalOrder): Promise<RemovalReceipt> {
  assertCan(context, 'grant')
  const reason = givenReason(order.reason, 'A removal')
  const known = await loadReading(context.account)
  assertAccountRead(context.account, known)
  const seen = wayIn(known, order)
  const { plan, receipt } = await carryOutOne({
    context,
    capability: 'grant',
    regions: [order.wish.region],
    locks: [order.wish.principalArn, ...seen.way.steps.map(step => step.locks)],
    plan: inventory => {
      const fresh = wayIn(inventory, order)
      assertTargetsRead(inventory, fresh.way.effect)
      if (fresh.plan.digest !== order.digest) throw new AppError('conflict', CHANGED)
      const [problem] = fresh.way.problems
      if (problem) throw new AppError('invalid', `${problem} Nothing changed.`)
      return fresh
    },
    parts: ({ plan: fresh, way }) => [removalPart(fresh, way, reason)],
  })
  return { ...receipt, counts: plan.way.counts, reason }
}

function wayIn(inventory: Inventory, { wish }: RemovalOrder): { plan: RemovalPlan; way: RemovalWay } {
  const plan = workOutRemoval(wish, compileAccess(inventory))
  if (!plan.chosen || plan.wish.way !== wish.way) throw new AppError('conflict', GONE)
  return { plan, way: plan.chosen }
}
