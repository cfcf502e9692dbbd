import 'server-only'
import type { SwitchPlan } from '@/lib/access/iam-auth'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { switchPlanNow } from '@/lib/services/switch-plan-now'
import type { TargetRef } from '@/lib/services/target-ref'

/** What switching would do, without doing it. Anyone who may read may ask. */
export async function planIamAuth(
  operator: Operator,
  input: TargetRef & { desired: 'on' | 'off' },
): Promise<SwitchPlan> {
  assertCan(operator, 'read')
  const { plan } = await switchPlanNow(input, input.desired)
  return plan
}
