import 'server-only'
import { appendAuditWith } from './audit'
import type { AuditEntry, AuditRecord } from './audit-entry'
import { records } from './pool'
import { storableWords } from './storable-entry'
import { transaction } from './transaction'

/** A finding that somebody answers for until a day. */
export interface Suppression {
  findingId: string
  reason: string
  acceptedBy: string
  /** ISO 8601, UTC. */
  acceptedAt: string
  /** ISO 8601, UTC: from then on it is open again. */
  until: string
}

interface Row {
  finding_id: string
  reason: string
  accepted_by: string
  accepted_at: Date
  accepted_until: Date
}

const toSuppression = (row: Row): Suppression => ({
  findingId: row.finding_id,
  reason: row.reason,
  acceptedBy: row.accepted_by,
  acceptedAt: row.accepted_at.toISOString(),
  until: row.accepted_until.toISOString(),
})

/** What is accepted at this moment in one account, by finding. */
export async function loadSuppressions(accountId: string, now: Date): Promise<Map<string, Suppression>> {
  const { rows } = await (await records()).query<Row>(
    `select finding_id, reason, accepted_by, accepted_at, accepted_until from gatehouse.suppressions
      where account_id = $1 and accepted_until > $2`,
    [accountId, now],
  )
  return new Map(rows.map(row => [row.finding_id, toSuppression(row)]))
}

/** Accepting again replaces the reason and the day; null: it is open again. It stands with its entry, or not at all. */
export async function recordSuppression(
  accountId: string,
  findingId: string,
  accepted: Pick<Suppression, 'reason' | 'acceptedBy' | 'until'> | null,
  entry: AuditEntry,
): Promise<AuditRecord> {
  return transaction('begin', async client => {
    if (accepted) {
      const { reason, acceptedBy, until } = accepted
      await client.query(SAVE, [accountId, findingId, storableWords(reason), acceptedBy, until])
    } else await client.query(DELETE, [accountId, findingId])
    return appendAuditWith(client, entry)
  })
}

const SAVE = `insert into gatehouse.suppressions (account_id, finding_id, reason, accepted_by, accepted_until)
  values ($1, $2, $3, $4, $5)
  on conflict (account_id, finding_id) do update set reason = excluded.reason,
    accepted_by = excluded.accepted_by, accepted_at = now(), accepted_until = excluded.accepted_until`

const DELETE = 'delete from gatehouse.suppressions where account_id = $1 and finding_id = $2'
