import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { GrantPlan } from '@/lib/grants/grant-plan'
import type { GrantIntent } from '@/lib/grants/intent'
import { planGrant as plan } from '@/lib/grants/plan'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { loadInventory } from '@/lib/services/account/load-inventory'

export async function planGrant(operator: Operator, { intent }: { intent: GrantIntent }): Promise<GrantPlan> {
  assertCan(operator, 'read')
  return plan(intent, compileAccess(await loadInventory()))
}
