import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Inventory } from '@/lib/access/model/inventory'
import type { Target } from '@/lib/access/model/target'
import { assertOwnTarget } from '@/lib/access/reading/own-targets'
import { planSwitch, type SwitchPlan } from '@/lib/access/switch/iam-auth'
import { readTarget } from '@/lib/aws/rds-target'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { withOwnSwitchOf } from '@/lib/services/account/own-switches'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { Context } from '@/lib/services/context'

export interface FreshSwitchPlan {
  plan: SwitchPlan
  target: Target
  inventory: Inventory
}

/** The plan against the target as AWS shows it this moment: what is previewed and what is done are made alike. */
export async function switchPlanNow(
  { account, now }: Context,
  ref: TargetRef,
  desired: 'on' | 'off',
  given?: Inventory,
): Promise<FreshSwitchPlan> {
  const [read, inventory] = await Promise.all([
    readTarget(account, ref.region, ref.resourceId),
    given ?? loadInventory(account),
  ])
  assertOwnTarget(inventory, ref)
  const target = await withOwnSwitchOf(read, now)
  const plan = planSwitch({ target, desired, access: compileAccess(inventory), now })
  return { plan, target, inventory }
}
