import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import type { RecordedStep } from '@/lib/grants/steps/step-progress'
import { getAudit } from '@/lib/records/audit'
import type { AuditRecord } from '@/lib/records/audit-entry'
import { type ChangeRef, entriesAbout, type OpenChange, openChanges, outcomeOf } from '@/lib/records/journal'
import type { Promised } from '@/lib/services/changes/part-entry'

/** An announced change with everything that is recorded of it. */
export interface RecordedChange extends ChangeRef {
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
export async function recordedChange(
  accountId: string | null,
  auditId: number,
): Promise<RecordedChange | null> {
  const found = await getAudit(accountId, auditId)
  if (!found) throw noSuchEntry(auditId)
  const { record } = found
  const intention = record.intention ? (await getAudit(accountId, record.intention))?.record : record
  if (!accountId || !intention?.steps || intention.outcome !== 'intended') return null
  const change = { accountId, auditId: intention.id }
  const [outcome, open] = await Promise.all([outcomeOf(change), openChanges(accountId)])
  return {
    ...change,
    intention,
    outcome,
    open: open.find(one => one.auditId === intention.id) ?? null,
    steps: intention.steps,
    promised: (intention.after as { promised: Promised }).promised,
    since: await entriesAbout(accountId, [intention.id, ...(outcome ? [outcome.id] : [])]),
  }
}

/** Nor of one whose entry it is elsewhere: what another account did is nobody's here. */
export function noSuchEntry(auditId: number): AppError {
  return new AppError('notFound', `There is no entry ${auditId} in the activity of this account.`)
}

const endedSteps = z.object({ steps: z.array(z.object({ error: z.string().optional() })) })

/** The steps that its outcome says are done. */
export function stepsDone({ outcome, steps }: RecordedChange): RecordedStep[] {
  const ended = endedSteps.safeParse(outcome?.after)
  return ended.success ? steps.filter((_, index) => ended.data.steps[index]?.error === undefined) : steps
}
