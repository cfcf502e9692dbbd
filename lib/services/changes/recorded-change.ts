import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import type { RecordedStep } from '@/lib/grants/steps/reversal-plan'
import { type AuditRecord, getAudit } from '@/lib/records/audit'
import { entriesAbout, type OpenChange, openChanges, outcomeOf } from '@/lib/records/journal'
import type { Promised } from '@/lib/services/changes/part-entry'

/** An announced change with everything that is recorded of it. */
export interface RecordedChange {
  intention: AuditRecord
  /** Null while nobody has said what came of it. */
  outcome: AuditRecord | null
  open: OpenChange | null
  steps: RecordedStep[]
  promised: Promised
  /** What was done about it since, oldest first. */
  since: AuditRecord[]
}

/** By either of its entries. Null: the entry is no change, or from before changes were announced. */
export async function recordedChange(auditId: number): Promise<RecordedChange | null> {
  const found = await getAudit(auditId)
  if (!found) throw new AppError('notFound', `There is no entry ${auditId} in the activity of this server.`)
  const { record } = found
  const intention = record.intention ? (await getAudit(record.intention))?.record : record
  if (!intention?.steps || intention.outcome !== 'intended') return null
  const [outcome, open] = await Promise.all([outcomeOf(intention.id), openChanges()])
  return {
    intention,
    outcome,
    open: open.find(one => one.auditId === intention.id) ?? null,
    steps: intention.steps,
    promised: (intention.after as { promised: Promised }).promised,
    since: await entriesAbout([intention.id, ...(outcome ? [outcome.id] : [])]),
  }
}

const endedSteps = z.object({ steps: z.array(z.object({ error: z.string().optional() })) })

/** The steps that its outcome says are done. */
export function stepsDone({ outcome, steps }: RecordedChange): RecordedStep[] {
  const ended = endedSteps.safeParse(outcome?.after)
  return ended.success ? steps.filter((_, index) => ended.data.steps[index]?.error === undefined) : steps
}
