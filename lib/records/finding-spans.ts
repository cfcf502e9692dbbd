import 'server-only'
import type { SeenSpan } from '@/lib/findings/history'
import type { ReadingCoverage } from '@/lib/findings/reading-coverage'
import { records } from './pool'
import { storableText } from './storable-entry'
import { transaction } from './transaction'

/** What one search found in one reading of one account. */
export interface SeenFindings extends ReadingCoverage {
  accountId: string
  findingIds: string[]
  /** Rules that were asked to their end: only their findings can be missed. */
  rules: string[]
}

const STILL_THERE = `update gatehouse.finding_spans set last_seen = $2, regions = $4, unread = $5
  where account_id = $1 and gone_at is null and last_seen < $2 and finding_id = any($3::text[])`

/** An older reading that is recorded late begins nothing that a newer one has already seen end. */
const NEW_OR_BACK = `insert into gatehouse.finding_spans
    (account_id, finding_id, first_seen, last_seen, regions, unread)
  select $1, found.id, $2, $2, $4, $5 from unnest($3::text[]) as found (id)
  where not exists (select from gatehouse.finding_spans known where known.account_id = $1
    and known.finding_id = found.id and (known.gone_at is null or known.gone_at >= $2))`

const GONE = `update gatehouse.finding_spans set gone_at = $2
  where account_id = $1 and gone_at is null and last_seen < $2
    and finding_id not in (select unnest($3::text[]))
    and split_part(finding_id, ':', 1) = any($6::text[])
    and regions <@ $4::text[] and $5::text[] <@ unread`

/**
 * Notes what is there and what is gone. Gone is only what a reading does not show that sees at least as much as the
 * one that last showed it; several servers may share the records, so readings may arrive out of order.
 */
export async function recordSeen(seen: SeenFindings): Promise<void> {
  const { accountId, at, regions, unread, rules } = seen
  const found = [accountId, at, [...new Set(seen.findingIds.map(storableText))], regions, unread]
  await transaction('begin', async client => {
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 7231002))', [accountId])
    await client.query(STILL_THERE, found)
    await client.query(NEW_OR_BACK, found)
    await client.query(GONE, [...found, rules])
  })
}

/** When each finding that is there now was first seen, ISO 8601. */
export async function loadFirstSeen(accountId: string): Promise<Map<string, string>> {
  const { rows } = await (await records()).query<{ finding_id: string; first_seen: Date }>(
    `select finding_id, min(first_seen) as first_seen from gatehouse.finding_spans
      where account_id = $1 group by finding_id having bool_or(gone_at is null)`,
    [accountId],
  )
  return new Map(rows.map(row => [row.finding_id, row.first_seen.toISOString()]))
}

/** What was there when last looked for, and has not been looked for whole since `before`: id and the last time it was seen. */
export async function loadUnseenSince(accountId: string, before: string): Promise<Map<string, string>> {
  const { rows } = await (await records()).query<{ finding_id: string; last_seen: Date }>(
    `select finding_id, max(last_seen) as last_seen from gatehouse.finding_spans
      where account_id = $1 and gone_at is null and last_seen < $2 group by finding_id`,
    [accountId, before],
  )
  return new Map(rows.map(row => [row.finding_id, row.last_seen.toISOString()]))
}

/** The stretches in which one finding was there, oldest first. */
export async function loadSpans(accountId: string, findingId: string): Promise<SeenSpan[]> {
  const { rows } = await (await records()).query<{ first_seen: Date; last_seen: Date; gone_at: Date | null }>(
    `select first_seen, last_seen, gone_at from gatehouse.finding_spans
      where account_id = $1 and finding_id = $2 order by first_seen`,
    [accountId, storableText(findingId)],
  )
  return rows.map(({ first_seen, last_seen, gone_at }) => ({
    from: first_seen.toISOString(),
    lastSeen: last_seen.toISOString(),
    goneAt: gone_at?.toISOString() ?? null,
  }))
}
