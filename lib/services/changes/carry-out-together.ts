import 'server-only'
import { AppError } from '@/lib/errors'
import { applyPlan } from '@/lib/services/changes/apply-plan'
import type { Change, ChangeReceipt, PartReceipt, StepNotDone } from '@/lib/services/changes/change'

export interface TogetherReceipt extends ChangeReceipt {
  /** Of each part that was tried, in their order: each is undone by itself. */
  auditIds: string[]
}

const notTried = (parts: number): StepNotDone[] =>
  parts === 0
    ? []
    : [
        {
          title: parts === 1 ? 'The rest' : `${parts} further parts`,
          subject: '',
          error: 'Not tried: the part before it failed.',
          answer: null,
        },
      ]

/** A change of parts that rest on each other, told as one: after the first that fails, none is tried. Thrown where nothing was done. */
export async function carryOutTogether<Plan>(
  change: Change<Plan>,
): Promise<{ plan: Plan; receipt: TogetherReceipt }> {
  const { plan, receipts } = await applyPlan({ ...change, together: true })
  const auditIds = receipts.flatMap(({ auditId }) => auditId ?? [])
  const auditId = auditIds.at(-1)
  const done = receipts.flatMap(one => one.done)
  const failure = receipts.find(one => one.failure)?.failure ?? null
  if (auditId === undefined || (failure && done.length === 0 && !receipts.some(isOpen)))
    throw failure ?? new AppError('internal', 'A change was carried out without an entry.')
  const left = receipts.filter(({ state }) => state === 'notTried').length
  const notDone = [...receipts.flatMap(one => one.notDone), ...notTried(left)]
  const isSaidOfStep = notDone.some(({ error }) => error === failure?.message)
  const notice = isSaidOfStep ? null : (failure?.message ?? null)
  return { plan, receipt: { auditId, auditIds, done, notDone, notice } }
}

/** What became of it is not known yet. */
const isOpen = ({ state, done }: PartReceipt) => state === 'partial' && done.length === 0
