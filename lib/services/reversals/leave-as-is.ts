import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { AppError } from '@/lib/errors'
import { effectOfFacts } from '@/lib/grants/steps/effect-of-facts'
import { factOf } from '@/lib/grants/steps/fact'
import { progressOf } from '@/lib/grants/steps/reversal-plan'
import { assertCan } from '@/lib/operator/operator'
import { changeLock } from '@/lib/records/journal'
import { accountIdOf } from '@/lib/services/account/account-id'
import { givenReason } from '@/lib/services/changes/given-reason'
import { cellsOf } from '@/lib/services/changes/part-entry'
import { readFacts } from '@/lib/services/changes/read-facts'
import { readForWrite } from '@/lib/services/changes/read-for-write'
import { recordedChange } from '@/lib/services/changes/recorded-change'
import { settle } from '@/lib/services/changes/settle'
import { underLocks } from '@/lib/services/changes/under-locks'
import type { Context } from '@/lib/services/context'
import { capabilityFor, reversibleChange } from '@/lib/services/reversals/reversible-change'

/** Closes an interrupted change with what stands now: for what somebody else has dealt with meanwhile. Nothing is written in AWS. */
export async function leaveAsIs(
  context: Context,
  input: { auditId: number; reason: string },
): Promise<{ auditId: string }> {
  assertCan(context, 'read')
  const reason = givenReason(input.reason, 'Leaving a change as it is')
  const seen = await recordedChange(await accountIdOf(context.account), input.auditId)
  if (!seen?.open)
    throw new AppError('conflict', 'This change is no longer open: somebody settled it already.')
  assertCan(context, capabilityFor(seen))
  return underLocks(context.account, [changeLock(seen.open.key)], async () => {
    const inventory = await readForWrite(context.account)
    const change = await reversibleChange({ auditId: input.auditId, kind: 'finish' }, inventory.accountId, {
      locked: true,
    })
    const now = await readFacts(
      context.account,
      change.steps.map(({ step }) => step),
    )
    const progress = progressOf(change.steps, now)
    const done = progress.filter(({ state }) => state === 'done')
    const back = effectOfFacts(
      compileAccess(inventory),
      done.map(({ step, before }) => ({ fact: factOf(step), state: before })),
    )
    const record = await settle(context, change, 'asIs', `${context.actor.name}: ${reason}`, {
      cells: cellsOf(back).map(cell => ({ ...cell, before: cell.after, after: cell.before })),
      done: new Set(done.map(one => progress.indexOf(one))),
    })
    if (!record) throw new AppError('conflict', 'Somebody settled this change at the same moment.')
    return { auditId: String(record.id) }
  })
}
