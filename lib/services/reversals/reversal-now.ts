import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Inventory } from '@/lib/access/model/inventory'
import type { SwitchPlan } from '@/lib/access/switch/iam-auth'
import { planReversal, type ReversalPlan } from '@/lib/grants/steps/reversal-plan'
import type { RecordedStep, ReversalKind } from '@/lib/grants/steps/step-progress'
import { readFacts } from '@/lib/services/changes/read-facts'
import { type RecordedChange, stepsDone } from '@/lib/services/changes/recorded-change'
import type { Context } from '@/lib/services/context'
import { switchPlanNow } from '@/lib/services/targets/switch-plan-now'

/** The reverse of a change, or the rest of it, against AWS as it is now: previewed and done are made alike. */
export async function reversalNow(
  context: Context,
  change: RecordedChange,
  kind: ReversalKind,
  inventory: Inventory,
): Promise<ReversalPlan> {
  const recorded = kind === 'undo' ? stepsDone(change) : change.steps
  const [now, switchPlan] = await Promise.all([
    readFacts(
      context.account,
      recorded.map(({ step }) => step),
    ),
    switchPlanOf(context, recorded, kind, inventory),
  ])
  return planReversal({ kind, recorded, now, access: compileAccess(inventory), switchPlan })
}

async function switchPlanOf(
  context: Context,
  recorded: readonly RecordedStep[],
  kind: ReversalKind,
  inventory: Inventory,
): Promise<SwitchPlan | null> {
  const turned = recorded.find(({ step }) => step.target)
  if (!turned?.step.target || turned.before.kind !== 'iamAuth') return null
  const { step, before } = turned
  const wanted = step.call.input.EnableIAMDatabaseAuthentication === true
  const desired = kind === 'finish' ? wanted : (before.pending ?? before.on)
  const target = { accountId: inventory.accountId, ...turned.step.target }
  const { plan } = await switchPlanNow(context, target, desired ? 'on' : 'off', inventory)
  return plan
}
