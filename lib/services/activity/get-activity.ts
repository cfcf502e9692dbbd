import 'server-only'
import { assertCan } from '@/lib/operator/operator'
import { getAudit } from '@/lib/records/audit'
import type { AuditRecord } from '@/lib/records/audit-entry'
import { accountIdOf } from '@/lib/services/account/account-id'
import { withOutcomeNow } from '@/lib/services/activity/outcome-now'
import { noSuchEntry, type RecordedChange, recordedChange } from '@/lib/services/changes/recorded-change'
import type { Context } from '@/lib/services/context'

/** What can be done about an entry. `running`: its writer is at it, or a call of a lost one may still land. */
export type EntryState = 'undoable' | 'undone' | 'interrupted' | 'running' | 'final'

export interface ActivityDetail {
  record: AuditRecord
  nextHash: string | null
  state: EntryState
  /** What was done about it since. */
  since: { auditId: number; action: AuditRecord['action'] }[]
  /** When it was announced, and under which number. */
  announced: { auditId: number; at: string } | null
  /** What was to run inside a database, in order, as it was announced. */
  statements: string[]
  /** Of an announcement: the entry that says what came of it. */
  outcomeId: number | null
}

export async function getActivity(context: Context, id: number): Promise<ActivityDetail> {
  assertCan(context, 'read')
  const accountId = await accountIdOf(context.account)
  const found = await getAudit(accountId, id)
  if (!found) throw noSuchEntry(id)
  const [record = found.record] = await withOutcomeNow(context.account, [found.record])
  const change = await recordedChange(accountId, id)
  const since = (change?.since ?? []).filter(({ outcome }) => outcome === 'done' || outcome === 'running')
  return {
    ...found,
    record,
    state: change
      ? stateOf(
          change,
          since.some(({ action }) => action === 'undoChange'),
        )
      : 'final',
    since: since.map(entry => ({ auditId: entry.id, action: entry.action })),
    announced:
      change && change.intention.id !== id ? { auditId: change.intention.id, at: change.intention.at } : null,
    statements: (change?.steps ?? []).flatMap(({ step }) => step.sql?.statements ?? []),
    outcomeId: change?.outcome && change.outcome.id !== id ? change.outcome.id : null,
  }
}

function stateOf({ open, outcome }: RecordedChange, isUndone: boolean): EntryState {
  if (open) return open.held || open.unsettled ? 'running' : 'interrupted'
  if (isUndone) return 'undone'
  const stands = outcome && outcome.outcome !== 'failed' && outcome.outcome !== 'takenBack'
  return stands ? 'undoable' : 'final'
}
