import 'server-only'
import { AppError } from '@/lib/errors'
import type { ReversalKind } from '@/lib/grants/steps/step-progress'
import type { Capability } from '@/lib/operator/operator'
import { type RecordedChange, recordedChange } from '@/lib/services/changes/recorded-change'

export interface ReversalQuestion {
  auditId: number
  kind: ReversalKind
}

export function capabilityFor({ steps }: RecordedChange): Capability {
  if (steps.some(({ step }) => step.sql)) return 'users'
  return steps.some(({ step }) => step.call.service === 'rds') ? 'modify' : 'grant'
}

/** Refuses what this can not be done to, and says why. `locked`: by whoever asks, so nobody else is at it. */
export async function reversibleChange(
  { auditId, kind }: ReversalQuestion,
  accountId: string,
  { locked }: { locked: boolean },
): Promise<RecordedChange> {
  const change = await recordedChange(accountId, auditId)
  if (!change) throw new AppError('invalid', NOT_KEPT)
  const { intention, outcome, open } = change
  if (open?.held && !locked)
    throw new AppError('conflict', `Entry ${intention.id} is being carried out at this moment. Wait for it.`)
  if (open?.unsettled)
    throw new AppError(
      'conflict',
      `Entry ${intention.id} was interrupted a moment ago, and a call may still land. Wait half a minute.`,
    )
  if (kind === 'undo' && !outcome)
    throw new AppError('conflict', `Entry ${intention.id} was interrupted: finish it or take it back.`)
  if (kind !== 'undo' && !open)
    throw new AppError('conflict', `Entry ${intention.id} is no longer open: somebody settled it already.`)
  return change
}

const NOT_KEPT =
  'Nothing of this entry can be undone here: it changed nothing in AWS, or it was written before Gatehouse kept what an undo needs.'
