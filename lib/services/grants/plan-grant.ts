import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { GrantPlan } from '@/lib/grants/grant-plan'
import type { GrantIntent } from '@/lib/grants/intent'
import { planGrant as plan } from '@/lib/grants/plan'
import { assertCan } from '@/lib/operator/operator'
import { loadInventory } from '@/lib/services/account/load-inventory'
import type { Context } from '@/lib/services/context'

export async function planGrant(context: Context, { intent }: { intent: GrantIntent }): Promise<GrantPlan> {
  assertCan(context, 'read')
  return plan(intent, compileAccess(await loadInventory(context.account)))
}
