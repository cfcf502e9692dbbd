import 'server-only'
import type { FindingAct } from '@/lib/findings/history'
import type { AuditEntry, AuditOutcome } from './audit-entry'
import { records } from './pool'
import { storableText } from './storable-entry'

interface Row {
  id: number
  at: Date
  entry: AuditEntry & { outcome: Exclude<AuditOutcome, 'intended' | 'takenBack'> }
}

/** What people did about one finding, as the audit log has it, oldest first. */
export async function loadActs(accountId: string, findingId: string): Promise<FindingAct[]> {
  const { rows } = await (await records()).query<Row>(
    `select audit.id::int as id, at, entry from gatehouse.audit
      where action in ('fixFinding', 'suppressFinding') and outcome not in ('intended', 'takenBack')
        and coalesce(entry -> 'after' ->> 'findingId', entry -> 'before' ->> 'findingId') = $1
        and account_id = $2
      order by audit.id`,
    [storableText(findingId), accountId],
  )
  return rows.map(actOf)
}

function actOf({ id, at, entry }: Row): FindingAct {
  const { actor: by, reason, outcome, detail } = entry
  const common = { at: at.toISOString(), by, reason, auditId: String(id) }
  if (entry.action === 'fixFinding') return { ...common, kind: 'fixApplied', outcome, detail }
  const { until = null } = entry.after as { until?: string | null }
  return until === null ? { ...common, kind: 'openedAgain' } : { ...common, kind: 'accepted', until }
}
