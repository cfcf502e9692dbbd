import 'server-only'
import type { Part } from '@/lib/access/model/part'
import type { SwitchPlan } from '@/lib/access/switch/iam-auth'
import { assertCan } from '@/lib/operator/operator'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { Context } from '@/lib/services/context'
import { switchPlanNow } from '@/lib/services/targets/switch-plan-now'
import { usualSwitch } from '@/lib/services/targets/usual-switch'

export interface SwitchPreview extends SwitchPlan {
  /** Users, roles and policies: read now, or kept from before. */
  iam: Part
  /** How long RDS usually takes here: `usually 4 to 6 min here`; null: too few switches were timed. */
  usual: string | null
}

/** What switching would do, without doing it. Anyone who may read may ask. */
export async function planIamAuth(
  context: Context,
  input: TargetRef & { desired: 'on' | 'off' },
): Promise<SwitchPreview> {
  assertCan(context, 'read')
  const { plan, inventory } = await switchPlanNow(context, input, input.desired)
  return { ...plan, iam: inventory.parts.iam, usual: await usualSwitch(inventory.accountId) }
}
