import 'server-only'
import { ownerName } from '@/lib/access/model/code-owner'
import { cancelsWaiting, needsCodeConsent } from '@/lib/access/switch/cancels-waiting'
import type { SwitchPlan } from '@/lib/access/switch/iam-auth'
import { AppError } from '@/lib/errors'
import { switchStep } from '@/lib/grants/steps/switch-step'
import { assertCan } from '@/lib/operator/operator'
import type { AuditAction } from '@/lib/records/audit-entry'
import type { TargetRef } from '@/lib/services/account/target-ref'
import { carryOutOne } from '@/lib/services/changes/apply-plan'
import type { ChangePart } from '@/lib/services/changes/change'
import { cellsOf } from '@/lib/services/changes/part-entry'
import type { Context } from '@/lib/services/context'
import { type FreshSwitchPlan, switchPlanNow } from '@/lib/services/targets/switch-plan-now'

export interface SetIamAuthInput extends TargetRef {
  desired: 'on' | 'off'
  when: 'now' | 'window'
  /** Of the plan that was shown. */
  digest: string
  reason: string
  acceptRestart: boolean
  /** That code keeps the target and may set it back is known. */
  acceptCode?: boolean
}

export interface SetIamAuthResult {
  auditId: string
  requestId: string | null
}

function assertSound(plan: SwitchPlan, input: SetIamAuthInput): void {
  if (plan.digest !== input.digest) {
    throw new AppError(
      'conflict',
      `The target changed since you looked: ${plan.name} is not as it was in the preview. Nothing was sent. Look at the new plan, then decide again.`,
    )
  }
  const block = plan.checks.find(check => check.outcome === 'block')
  if (block) throw new AppError('invalid', `${block.title}. ${block.detail} Nothing was sent.`)
  if (input.when === 'now' && plan.restarts && !input.acceptRestart) {
    throw new AppError(
      'invalid',
      'Applying now also applies changes that wait and may restart the database. Accept the restart, or choose the maintenance window. Nothing was sent.',
      { fields: { acceptRestart: 'Accept that the database may restart.' } },
    )
  }
  if (needsCodeConsent(plan) && plan.code && !input.acceptCode) {
    throw new AppError(
      'invalid',
      `${plan.name} is kept by code (${ownerName(plan.code.owner)}), which may set the switch back. Change it in the code, or confirm that you know. Nothing was sent.`,
      { fields: { acceptCode: 'Confirm that you know what may set it back.' } },
    )
  }
}

function auditAction({ before, desired }: SwitchPlan): AuditAction {
  if (cancelsWaiting({ before, desired })) return 'cancelIamAuthChange'
  return desired === 'on' ? 'turnOnIamAuth' : 'turnOffIamAuth'
}

const IN_WORDS: Partial<Record<AuditAction, string>> = {
  turnOnIamAuth: 'Turn on IAM authentication',
  turnOffIamAuth: 'Turn off IAM authentication',
  cancelIamAuthChange: 'Cancel the waiting change of IAM authentication',
}

/** The switch as it is thrown and recorded. RDS goes on working after its answer, so "now" is done only later. */
export function switchPart(
  { plan, target }: FreshSwitchPlan,
  when: 'now' | 'window',
  reason: string,
): ChangePart {
  const action = auditAction(plan)
  const moment = when === 'now' ? 'now' : 'in the maintenance window'
  return {
    steps: [switchStep(plan, target, when)],
    entry: {
      action,
      target: target.name,
      targetRegion: target.region,
      resourceId: target.resourceId,
      databaseUser: null,
      principal: null,
      reason,
      before: { iamAuth: plan.before, status: target.status, pendingChanges: target.pendingChanges },
      after: {
        iamAuth: plan.desired,
        when,
        alsoApplied: when === 'now' ? plan.waiting : [],
        ...(plan.code ? { keptByCode: ownerName(plan.code.owner) } : {}),
      },
    },
    cells: () => cellsOf(plan.effect),
    detail: `${IN_WORDS[action] ?? ''} of ${target.name}, ${moment}.`,
    label: `Turn IAM authentication ${plan.desired} for ${target.name}`,
    settles: when === 'now' ? 'running' : 'done',
  }
}

/** Throws the switch as previewed, or refuses because the preview no longer holds. */
export async function setIamAuth(context: Context, input: SetIamAuthInput): Promise<SetIamAuthResult> {
  assertCan(context, 'modify')
  const { receipt } = await carryOutOne({
    context,
    capability: 'modify',
    locks: [`switch ${input.resourceId}`],
    regions: [input.region],
    plan: async inventory => {
      const fresh = await switchPlanNow(context, input, input.desired, inventory)
      assertSound(fresh.plan, input)
      return fresh
    },
    parts: fresh => [switchPart(fresh, input.when, input.reason)],
  })
  return { auditId: receipt.auditId, requestId: receipt.done[0]?.requestId ?? null }
}
