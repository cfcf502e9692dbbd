import 'server-only'
import { records } from './pool'

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

/** Accepting again replaces the reason and the day. */
export async function saveSuppression(
  accountId: string,
  { findingId, reason, acceptedBy, until }: Omit<Suppression, 'acceptedAt'>,
): Promise<void> {
  await (await records()).query(
    `insert into gatehouse.suppressions (account_id, finding_id, reason, accepted_by, accepted_until)
      values ($1, $2, $3, $4, $5)
      on conflict (account_id, finding_id) do update set reason = excluded.reason,
        accepted_by = excluded.accepted_by, accepted_at = now(), accepted_until = excluded.accepted_until`,
    [accountId, findingId, reason, acceptedBy, until],
  )
}

export async function deleteSuppression(accountId: string, findingId: string): Promise<void> {
  await (await records()).query(
    'delete from gatehouse.suppressions where account_id = $1 and finding_id = $2',
    [accountId, findingId],
  )
}
