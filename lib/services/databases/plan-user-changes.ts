import 'server-only'
import { assertCan } from '@/lib/operator/operator'
import type { UserPlan } from '@/lib/provision/user-plan'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { assertRecordable } from '@/lib/services/changes/assert-recordable'
import type { Context } from '@/lib/services/context'
import { digestOfPlans } from '@/lib/services/databases/digest-of-plans'
import type { UserQuestion } from '@/lib/services/databases/user-plan-now'
import { userPlansNow } from '@/lib/services/databases/user-plans-now'

export interface UserChangesPreview {
  /** In the order in which they were asked for. */
  plans: UserPlan[]
  digest: string
}

/** What several changes of users would do, on one target or on many; nothing is written. Each is looked at inside its server. */
export async function planUserChanges(
  context: Context,
  { changes }: { changes: readonly UserQuestion[] },
): Promise<UserChangesPreview> {
  assertCan(context, 'users')
  await assertRecordable()
  const fresh = await userPlansNow(context, changes, await loadInventory(context.account))
  const plans = fresh.map(({ plan }) => plan)
  return { plans, digest: digestOfPlans(plans) }
}
