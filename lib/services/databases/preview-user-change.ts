import 'server-only'
import type { Target } from '@/lib/access/model/target'
import { AppError } from '@/lib/errors'
import { can } from '@/lib/operator/operator'
import { stateOfScan } from '@/lib/provision/state-of-scan'
import type { UserPlan } from '@/lib/provision/user-plan'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { noWayInside } from '@/lib/services/changes/administrator'
import { assertRecordable } from '@/lib/services/changes/assert-recordable'
import type { Context } from '@/lib/services/context'
import { planOn, targetIn, type UserQuestion, userPlanNow } from '@/lib/services/databases/user-plan-now'

export interface UserChangePreview {
  plan: UserPlan
  /** `scan`: nobody looked inside just now, so the plan rests on the last reading, of `plan.asOf`. */
  basis: 'now' | 'scan'
  /** Why it cannot be carried out from here, only by hand; null: it can. */
  notHere: { sentence: string; answer: string | null } | null
}

const NOT_YOURS =
  'You may not make or change database users here. Give the SQL to somebody who may, or ask for the "users" capability.'

function why(context: Context, target: Target): string | null {
  return can(context, 'users') ? noWayInside(target) : NOT_YOURS
}

/** Against the server as it is now where somebody may look; else against its last reading, as SQL to run by hand. */
export async function previewUserChange(
  context: Context,
  question: UserQuestion,
): Promise<UserChangePreview> {
  const inventory = await loadInventory(context.account)
  const target = targetIn(inventory, question.target)
  const reason = why(context, target)
  if (reason !== null) return fromScan({ sentence: reason, answer: null })
  // It signs in to the database: that is done only where a change could be recorded.
  await assertRecordable()
  try {
    const { plan } = await userPlanNow(context, question, inventory)
    return { plan, basis: 'now', notHere: null }
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'unavailable' && error.code !== 'accessDenied'))
      throw error
    return fromScan({ sentence: error.message, answer: error.answer })
  }

  function fromScan(notHere: UserChangePreview['notHere']): UserChangePreview {
    const scan = inventory.scans[target.resourceId]
    const state = scan ? stateOfScan(scan, question.intent) : null
    if (!scan || !state)
      throw new AppError('invalid', `${notHere?.sentence ?? ''} ${scan ? NEEDS_A_LOOK : NEVER_READ}`, {
        ...(notHere?.answer && { answer: notHere.answer }),
      })
    return { plan: planOn(inventory, target, question.intent, state, scan.scannedAt), basis: 'scan', notHere }
  }
}

const NEVER_READ =
  'Its users were never read either, so nothing can be planned. Read them first, or paste what the SQL for reading says.'
const NEEDS_A_LOOK =
  'What a user has is not known well enough from the last reading to take it away, so no SQL is offered for this.'
