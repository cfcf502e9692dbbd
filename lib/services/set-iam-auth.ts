import 'server-only'
import type { SwitchPlan } from '@/lib/access/iam-auth'
import { modifyIamAuth } from '@/lib/aws/rds-write'
import { AppError } from '@/lib/errors'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { type AuditAction, type AuditEntry, appendAudit } from '@/lib/records/audit'
import { assertRecordable } from '@/lib/services/assert-recordable'
import { dropInventory, loadInventory } from '@/lib/services/load-inventory'
import { oneAtATime } from '@/lib/services/one-at-a-time'
import { readAgain } from '@/lib/services/read-again'
import { type FreshSwitchPlan, switchPlanNow } from '@/lib/services/switch-plan-now'
import type { TargetRef } from '@/lib/services/target-ref'

export interface SetIamAuthInput extends TargetRef {
  desired: 'on' | 'off'
  when: 'now' | 'window'
  /** Of the plan that was shown. */
  digest: string
  reason: string
  acceptRestart: boolean
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
}

function auditAction({ before, desired }: SwitchPlan): AuditAction {
  const cancels =
    (before === 'scheduledOn' && desired === 'off') || (before === 'scheduledOff' && desired === 'on')
  if (cancels) return 'cancelIamAuthChange'
  return desired === 'on' ? 'turnOnIamAuth' : 'turnOffIamAuth'
}

const IN_WORDS: Partial<Record<AuditAction, string>> = {
  turnOnIamAuth: 'IAM authentication is being turned on',
  turnOffIamAuth: 'IAM authentication is being turned off',
  cancelIamAuthChange: 'The scheduled change of IAM authentication is cancelled',
}

type Entry = Pick<AuditEntry, 'outcome' | 'awsCalls' | 'detail'>

function entryOf(
  operator: Operator,
  input: SetIamAuthInput,
  fresh: FreshSwitchPlan,
  done: Entry,
): AuditEntry {
  const { plan, target, inventory } = fresh
  const alsoApplied = input.when === 'now' ? plan.waiting : []
  return {
    actor: operator.name,
    action: auditAction(plan),
    target: target.name,
    targetRegion: target.region,
    resourceId: target.resourceId,
    databaseUser: null,
    principal: null,
    reason: input.reason,
    callerArn: inventory.callerArn,
    before: { iamAuth: plan.before, status: target.status, pendingChanges: target.pendingChanges },
    after: { iamAuth: input.desired, when: input.when, alsoApplied },
    changes: plan.effect.map(({ principal, databaseUser, target: name, before, after }) => {
      return { principal, databaseUser, target: name, before, after }
    }),
    ...done,
  }
}

async function send(operator: Operator, input: SetIamAuthInput, fresh: FreshSwitchPlan) {
  const applyImmediately = input.when === 'now'
  const enabled = input.desired === 'on'
  try {
    return await modifyIamAuth({ target: fresh.target, enabled, applyImmediately })
  } catch (error) {
    const action = `rds:${fresh.plan.call[input.when].action}`
    const detail = error instanceof AppError ? error.message : `${action} failed for an unexpected reason.`
    const failed: Entry = { outcome: 'failed', awsCalls: [{ action, requestId: null }], detail }
    await appendAudit(entryOf(operator, input, fresh, failed))
    throw error
  } finally {
    dropInventory()
  }
}

/** Throws the switch as previewed, or refuses because the preview no longer holds. Undo is the opposite desired state. */
export async function setIamAuth(operator: Operator, input: SetIamAuthInput): Promise<SetIamAuthResult> {
  assertCan(operator, 'modify')
  return oneAtATime([`switch ${input.resourceId}`], async () => {
    // Who gains is read again before anybody does; taking access away waits for no reading of the account.
    const fresh = await switchPlanNow(
      input,
      input.desired,
      input.desired === 'on' ? readAgain : loadInventory,
    )
    assertSound(fresh.plan, input)
    await assertRecordable()
    const { requestId, action } = await send(operator, input, fresh)
    const words = IN_WORDS[auditAction(fresh.plan)] ?? ''
    const moment = input.when === 'now' ? 'now' : 'in the maintenance window'
    const { id } = await appendAudit(
      entryOf(operator, input, fresh, {
        outcome: input.when === 'now' ? 'running' : 'done',
        awsCalls: [{ action, requestId }],
        detail: `${words} on ${fresh.target.name}, ${moment}.`,
      }),
    )
    return { auditId: String(id), requestId }
  })
}
