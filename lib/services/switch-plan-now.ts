import 'server-only'
import { compileAccess } from '@/lib/access/compile-access'
import { planSwitch, type SwitchPlan } from '@/lib/access/iam-auth'
import type { Inventory } from '@/lib/access/inventory'
import type { Target } from '@/lib/access/target'
import { readTarget } from '@/lib/aws/rds-target'
import { loadInventory } from '@/lib/services/load-inventory'
import type { TargetRef } from '@/lib/services/target-ref'

export interface FreshSwitchPlan {
  plan: SwitchPlan
  target: Target
  inventory: Inventory
}

/** The plan against the target as AWS shows it this moment: what is previewed and what is done are made alike. */
export async function switchPlanNow(
  ref: TargetRef,
  desired: 'on' | 'off',
  given?: Inventory,
): Promise<FreshSwitchPlan> {
  const [target, inventory] = await Promise.all([
    readTarget(ref.region, ref.resourceId),
    given ?? loadInventory(),
  ])
  const plan = planSwitch({ target, desired, access: compileAccess(inventory), now: new Date() })
  return { plan, target, inventory }
}
