import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Inventory } from '@/lib/access/model/inventory'
import { findTarget } from '@/lib/access/reading/find-target'
import { planSwitch } from '@/lib/access/switch/iam-auth'
import { yieldWhenDue } from '@/lib/services/account/yield-to-event-loop'
import type { FreshSwitchPlan } from '@/lib/services/targets/switch-plan-now'

interface Named {
  region: string
  resourceId: string
}

/**
 * The plan of each, from one reading of the account: to ask RDS for each target by itself would be hundreds of calls. The switch
 * of one changes nobody's access to another, but through its own proxies, so the plans hold whatever becomes of the others.
 */
export async function switchPlansNow(
  inventory: Inventory,
  named: readonly Named[],
  desired: 'on' | 'off',
  now: Date,
): Promise<FreshSwitchPlan[]> {
  const access = compileAccess(inventory)
  const rest = yieldWhenDue()
  const plans: FreshSwitchPlan[] = []
  for (const one of named) {
    const target = findTarget(inventory, { ...one, accountId: inventory.accountId })
    plans.push({ target, inventory, plan: planSwitch({ target, desired, access, now }) })
    await rest()
  }
  return plans
}
