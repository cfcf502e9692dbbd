import 'server-only'
import { records } from './pool'
import { storableText } from './storable-entry'

/** Who wrote a policy's document through Gatehouse. */
export interface PolicyWrite {
  at: string
  by: string
  reason: string
  /** The entry in Activity. */
  auditId: string
}

interface Question {
  accountId: string
  /** As steps name it: the managed policy, or the `role/name` that an inline one belongs to. */
  subject: string
  /** The document as it stands, in every form in which it may have been kept. */
  documents: string[]
}

interface Row {
  id: number
  at: Date
  actor: string
  reason: string
}

/**
 * The newest entry that wrote exactly this document there. Somebody who changed it past Gatehouse left another
 * document, so nobody is named for what they did not write.
 */
export async function loadLastWrite({
  accountId,
  subject,
  documents,
}: Question): Promise<PolicyWrite | null> {
  const { rows } = await (await records()).query<Row>(
    `select audit.id::int as id, at, actor, entry ->> 'reason' as reason from gatehouse.audit
      where action in ('grantAccess', 'changeAccess', 'removeAccess', 'fixFinding', 'undoChange', 'finishChange', 'takeBackChange')
        and entry -> 'after' ->> 'document' = any($1)
        and account_id = $2
        and exists (
          select from jsonb_path_query(entry, '$.after.steps[*]') step
          where step ->> 'subject' = $3 and step ->> 'title' ~ '^(CreatePolicy|Put)' and not step ? 'error')
      order by audit.id desc limit 1`,
    [documents.map(storableText), accountId, storableText(subject)],
  )
  const [row] = rows
  return row ? { at: row.at.toISOString(), by: row.actor, reason: row.reason, auditId: String(row.id) } : null
}
