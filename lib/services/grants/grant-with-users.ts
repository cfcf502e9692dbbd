import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { digestOf } from '@/lib/access/model/digest'
import type { Inventory } from '@/lib/access/model/inventory'
import type { GrantPlan } from '@/lib/grants/grant-plan'
import type { GrantIntent } from '@/lib/grants/intent'
import { planGrant } from '@/lib/grants/plan'
import { withFacts } from '@/lib/grants/steps/facts-in-inventory'
import type { UserPlan } from '@/lib/provision/user-plan'
import type { Context } from '@/lib/services/context'
import { madeUser } from '@/lib/services/databases/made-user'
import type { FreshUserPlan, UserQuestion } from '@/lib/services/databases/user-plan-now'
import { userPlansNow } from '@/lib/services/databases/user-plans-now'

/** The IAM half, and the database half of users that are missing or not ready. */
export interface GrantQuestion {
  intent: GrantIntent
  users?: readonly UserQuestion[] | undefined
}

/** A grant with the plans of the users that are made first; its own effect is told as if they were there. */
export interface GrantPreview extends GrantPlan {
  users: UserPlan[]
}

export interface FreshGrant {
  grant: GrantPreview
  users: FreshUserPlan[]
}

/** Both halves against the account as it is: what is previewed and what is done are made alike. */
export async function grantWithUsers(
  context: Context,
  { intent, users: questions = [] }: GrantQuestion,
  inventory: Inventory,
): Promise<FreshGrant> {
  const users = await userPlansNow(context, questions, inventory)
  const plan = planGrant(intent, compileAccess(withFacts(inventory, users.map(madeUser))))
  const plans = users.map(one => one.plan)
  const digest =
    plans.length === 0 ? plan.digest : digestOf({ grant: plan.digest, users: plans.map(one => one.digest) })
  return { grant: { ...plan, users: plans, digest }, users }
}
