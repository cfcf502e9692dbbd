import 'server-only'
import { AppError } from '@/lib/errors'
import { factKey, factOf } from '@/lib/grants/steps/fact'
import type { ReversalPlan } from '@/lib/grants/steps/reversal-plan'
import type { ReversalKind } from '@/lib/grants/steps/step-progress'
import { assertCan } from '@/lib/operator/operator'
import type { AuditAction, AuditRecord } from '@/lib/records/audit-entry'
import { changeLock } from '@/lib/records/journal'
import { accountIdOf } from '@/lib/services/account/account-id'
import { carryOutOne } from '@/lib/services/changes/apply-plan'
import type { ChangePart, ChangeReceipt } from '@/lib/services/changes/change'
import { givenReason } from '@/lib/services/changes/given-reason'
import { cellsOf, documentsAt } from '@/lib/services/changes/part-entry'
import { assertTargetsRead } from '@/lib/services/changes/read-for-write'
import { type RecordedChange, recordedChange } from '@/lib/services/changes/recorded-change'
import { settle } from '@/lib/services/changes/settle'
import type { Context } from '@/lib/services/context'
import { rereadUsers } from '@/lib/services/databases/reread-users'
import { reversalNow } from '@/lib/services/reversals/reversal-now'
import {
  capabilityFor,
  type ReversalQuestion,
  reversibleChange,
} from '@/lib/services/reversals/reversible-change'

export interface ReversalOrder extends ReversalQuestion {
  /** Of the plan that was looked at. */
  digest: string
  reason: string
}

export interface ReversalReceipt extends ChangeReceipt {
  counts: ReversalPlan['counts']
  reason: string
}

const CHANGED =
  'Something changed since you looked: a policy, an attachment, a target or what this change left. Nothing was done. The new plan is shown; look at it and decide again.'

/** Undoes, finishes or takes back a change as previewed, or does nothing: planned anew, it must have the digest that was looked at. */
export async function applyReversal(context: Context, order: ReversalOrder): Promise<ReversalReceipt> {
  assertCan(context, 'read')
  const reason = givenReason(order.reason, WORDS[order.kind].needs)
  const seen = await recordedChange(await accountIdOf(context.account), order.auditId)
  if (!seen) throw new AppError('conflict', CHANGED)
  const { plan, receipt } = await carryOutOne({
    context,
    capability: capabilityFor(seen),
    locks: locksOf(seen),
    regions: seen.steps.flatMap(({ step }) => step.target?.region ?? step.sql?.region ?? []),
    plan: async inventory => {
      const change = await reversibleChange(order, inventory.accountId, { locked: true })
      const fresh = await reversalNow(context, change, order.kind, inventory)
      assertTargetsRead(inventory, fresh.effect)
      if (fresh.digest !== order.digest) throw new AppError('conflict', CHANGED)
      const [problem] = fresh.problems
      if (problem) throw new AppError('invalid', `${problem} Nothing changed.`)
      return { change, reversal: fresh }
    },
    parts: ({ change, reversal }) => [reversalPart(change, reversal, reason)],
    facts: ({ reversal }) => new Map(reversal.progress.map(({ step, now }) => [factKey(factOf(step)), now])),
  })
  await rereadUsers(
    context.account,
    plan.reversal.steps.flatMap(({ sql }) => sql?.resourceId ?? []),
  )
  const whole = receipt.notDone.length === 0
  if (whole && order.kind !== 'undo') await settle(context, plan.change, order.kind, receipt.auditId)
  return { ...receipt, counts: plan.reversal.counts, reason }
}

/** Its own lock too: whoever carries it out, or settles it, is waited for. */
function locksOf({ steps, open, intention }: RecordedChange): string[] {
  const own = open ? [changeLock(open.key)] : []
  return [...steps.map(({ step }) => step.locks), `reversal ${intention.id}`, ...own]
}

const WORDS: Record<ReversalKind, { action: AuditAction; needs: string; label: string }> = {
  undo: { action: 'undoChange', needs: 'An undo', label: 'Undo' },
  finish: { action: 'finishChange', needs: 'Finishing a change', label: 'Finish' },
  takeBack: { action: 'takeBackChange', needs: 'Taking back a change', label: 'Take back' },
}

function reversalPart(
  { intention, outcome, promised }: RecordedChange,
  reversal: ReversalPlan,
  reason: string,
): ChangePart {
  const { action, label } = WORDS[reversal.kind]
  const about: AuditRecord = outcome ?? intention
  const { target, targetRegion, resourceId, databaseUser, principal } = about
  const turnsNow = reversal.steps.some(({ call }) => call.input.ApplyImmediately === true)
  return {
    steps: reversal.steps,
    entry: {
      action,
      target,
      targetRegion,
      resourceId,
      databaseUser,
      principal,
      reason,
      before: documentsOf(reversal, 'before'),
      after: { ...documentsOf(reversal, 'after'), ...switchedTo(reversal), digest: reversal.digest },
      about: about.id,
    },
    cells: () => cellsOf(reversal.effect),
    detail: `${label} of entry ${about.id}: ${promised.label}.`,
    label: `${label} of entry ${about.id}`,
    settles: turnsNow ? 'running' : 'done',
  }
}

/** Attachments and the switch change no document. */
const documentsOf = ({ documents }: ReversalPlan, when: 'before' | 'after') =>
  documents.length === 0 ? {} : documentsAt(documents, when)

/** What the target is watched for until it has settled. */
function switchedTo({ steps }: ReversalPlan): { iamAuth?: 'on' | 'off'; when?: 'now' | 'window' } {
  const turned = steps.find(({ target }) => target)
  if (!turned) return {}
  const { EnableIAMDatabaseAuthentication: on, ApplyImmediately: now } = turned.call.input
  return { iamAuth: on === true ? 'on' : 'off', when: now === true ? 'now' : 'window' }
}
