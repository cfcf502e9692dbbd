import 'server-only'
import type { AuditEntry, AuditOutcome, AuditRecord } from '@/lib/records/audit-entry'
import { closeChange, recordedSteps } from '@/lib/records/journal'
import type { ChangedCell } from '@/lib/services/changes/change'
import type { RecordedChange } from '@/lib/services/changes/recorded-change'
import type { Context } from '@/lib/services/context'

/** How an interrupted change came to its end. `asIs`: somebody decided that what stands shall stand. */
export type Settlement = 'finishedAfterAll' | 'nothingDone' | 'finish' | 'takeBack' | 'asIs'

interface Ending {
  outcome: AuditOutcome
  detail: string
  cells: ChangedCell[]
}

interface Standing {
  cells: ChangedCell[]
  /** Places of the steps that are done. */
  done: ReadonlySet<number>
}

/**
 * Says what came of an interrupted change: its entry stays that of whoever began it, and names who wrote it. `by` is the entry,
 * or the person, that ended it; `standing` is what is left as it is. Null: another server said it.
 */
export async function settle(
  { actor }: Context,
  change: RecordedChange,
  how: Settlement,
  by = '',
  standing: Standing = { cells: [], done: new Set() },
): Promise<AuditRecord | null> {
  const { intention, steps } = change
  const isOwn = actor.name === intention.actor && actor.kind === (intention.actorKind ?? 'person')
  const ended = endingOf(change, how, by, standing.cells)
  const known = new Map((await recordedSteps(change)).map(one => [one.step, one]))
  const isDone = how === 'finishedAfterAll' || how === 'finish'
  const {
    steps: _steps,
    id: _id,
    at: _at,
    hash: _hash,
    previousHash: _previous,
    seal: _seal,
    ...entry
  } = intention
  const { promised: _promised, ...after } = intention.after as Record<string, unknown>
  const endedSteps = steps.map(({ step: { title, subject } }, index) => {
    const one = known.get(index)
    const done = isDone || standing.done.has(index)
    return {
      title,
      subject,
      requestId: one?.requestId ?? null,
      ...(done ? {} : { error: ended.detail, answer: one?.answer ?? null }),
    }
  })
  const settled: AuditEntry = {
    ...entry,
    ...(isOwn ? {} : { recordedBy: { kind: actor.kind, name: actor.name } }),
    outcome: ended.outcome,
    detail: ended.detail,
    changes: ended.cells,
    awsCalls: steps.flatMap(({ step: { call } }, index) => {
      const one = known.get(index)
      return one ? [{ action: `${call.service}:${call.action}`, requestId: one.requestId }] : []
    }),
    after: { ...after, steps: endedSteps },
  }
  return closeChange(change, settled)
}

function endingOf({ promised }: RecordedChange, how: Settlement, by: string, cells: ChangedCell[]): Ending {
  switch (how) {
    case 'finishedAfterAll':
      return {
        outcome: promised.settles,
        detail: `Finished after all: its server stopped before it could say so. ${promised.detail}`,
        cells: promised.planned,
      }
    case 'nothingDone':
      return {
        outcome: 'failed',
        detail: 'Nothing was done: its server stopped before anything was changed.',
        cells: [],
      }
    case 'finish':
      return { outcome: promised.settles, detail: `Interrupted, then finished: entry ${by}.`, cells }
    case 'takeBack':
      return { outcome: 'takenBack', detail: `Interrupted, then taken back: entry ${by}.`, cells: [] }
    case 'asIs':
      return { outcome: 'partial', detail: `Interrupted, and left as it is by ${by}.`, cells }
  }
}
