import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Inventory } from '@/lib/access/model/inventory'
import type { Target } from '@/lib/access/model/target'
import { assertOwnTarget } from '@/lib/access/reading/own-targets'
import { AppError } from '@/lib/errors'
import { planUser } from '@/lib/provision/plan-user'
import type { UserIntent } from '@/lib/provision/user-intent'
import type { ServerState, UserPlan } from '@/lib/provision/user-plan'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { Context } from '@/lib/services/context'
import { ownUsers } from '@/lib/services/databases/own-users'
import { serverState } from '@/lib/services/databases/server-state'

/** What somebody wants of which server. */
export interface UserQuestion {
  target: TargetRef
  intent: UserIntent
}

export function targetIn(inventory: Inventory, ref: TargetRef): Target {
  assertOwnTarget(inventory, ref)
  const target = inventory.targets.find(
    ({ region, resourceId }) => region === ref.region && resourceId === ref.resourceId,
  )
  if (!target) throw new AppError('notFound', `There is no target ${ref.resourceId} in ${ref.region}.`)
  return target
}

export function planOn(
  inventory: Inventory,
  target: Target,
  intent: UserIntent,
  state: ServerState,
  asOf: string,
) {
  return planUser({ intent, target, state, access: compileAccess(inventory), own: ownUsers(), asOf })
}

export interface FreshUserPlan {
  plan: UserPlan
  state: ServerState
  target: Target
}

/** The plan against the server as it is this moment: what is previewed and what is done are made alike. */
export async function userPlanNow(
  { account, now }: Context,
  { target: ref, intent }: UserQuestion,
  inventory: Inventory,
): Promise<FreshUserPlan> {
  const target = targetIn(inventory, ref)
  const state = await serverState(account, target, intent)
  return { plan: planOn(inventory, target, intent, state, now.toISOString()), state, target }
}
