import 'server-only'
import type { PoolClient } from 'pg'
import { appendInGroup } from './append-queue'
import { readAnchor } from './audit-anchor'
import { appendEntries } from './audit-append'
import type { ChainFault } from './audit-chain'
import { type AuditFilter, auditConditions, TOGETHER } from './audit-conditions'
import type { AuditEntry, AuditRecord } from './audit-entry'
import { auditKeys } from './audit-key'
import { AUDIT_COLUMNS, type AuditRow, toRecord } from './audit-row'
import { records } from './pool'
import { storableEntry } from './storable-entry'
import { transaction } from './transaction'
import { verifyLog } from './verify-log'

export interface AuditPage {
  records: AuditRecord[]
  total: number
  /** UTC days, oldest first; days without entries are left out. */
  perDay: { day: string; count: number }[]
}

export interface AuditVerification {
  intact: boolean
  entries: number
  /** The hash of the last entry, with its number and seal: what can be kept elsewhere and compared later. */
  head: string | null
  headId: number
  headSeal: string | null
  /** The first entry that was changed, or the number of the first that is missing. */
  firstBadId: number | null
  fault: ChainFault | null
  /** From before sealing: covered by the chain under the first sealed entry. */
  unsealed: number
  /** Sealed with a key that this server does not hold: their seals say nothing to it. */
  unchecked: number
  /** The key that this server seals with. */
  keyId: string
  /** The entry that this server saw last and noted outside the database; null: none yet. */
  anchorId: number | null
  checkedAt: string
}

/** Writes one entry at the head of the chain; servers that write at once wait for one another, so it never forks. */
export async function appendAudit(entry: AuditEntry): Promise<AuditRecord> {
  return appendInGroup(storableEntry(entry))
}

/**
 * The same inside a `transaction` of the caller, so that entry and rows commit together or not at all. Make it the last
 * statement: every other entry waits until that transaction ends.
 */
export async function appendAuditWith(client: PoolClient, entry: AuditEntry): Promise<AuditRecord> {
  const [record] = await appendEntries(client, [storableEntry(entry)])
  if (!record) throw new Error('The entry was not written.')
  return record
}

/** Newest first. */
export async function listAudit(filter: AuditFilter): Promise<AuditPage> {
  const { where, values } = auditConditions(filter)
  const pool = await records()
  const asOne = filter.asOne
    ? ` and (${TOGETHER} is null or id in (
          select max(id) from gatehouse.audit where ${where} and ${TOGETHER} is not null group by ${TOGETHER}))`
    : ''
  const page = [...values, filter.beforeId ?? null, filter.limit]
  const [entries, days] = await Promise.all([
    pool.query<AuditRow>(
      `select ${AUDIT_COLUMNS} from gatehouse.audit
        where ${where} and ($${page.length - 1}::bigint is null or id < $${page.length - 1})${asOne}
        order by audit.id desc limit $${page.length}`,
      page,
    ),
    pool.query<{ day: string; count: number }>(
      `select to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*)::int as count
        from gatehouse.audit where ${where}${asOne} group by 1 order by 1`,
      values,
    ),
  ])
  const total = days.rows.reduce((sum, { count }) => sum + count, 0)
  return { records: entries.rows.map(toRecord), total, perDay: days.rows }
}

/** An entry of this account, or of none. */
export async function getAudit(
  accountId: string | null,
  id: number,
): Promise<{ record: AuditRecord; nextHash: string | null } | null> {
  if (!Number.isSafeInteger(id)) return null
  const { rows } = await (await records()).query<AuditRow & { next_hash: string | null }>(
    `select ${AUDIT_COLUMNS}, (select next.hash from gatehouse.audit next where next.id = audit.id + 1) as next_hash
      from gatehouse.audit where audit.id = $1 and (account_id = $2 or account_id is null)`,
    [id, accountId],
  )
  const row = rows[0]
  return row ? { record: toRecord(row), nextHash: row.next_hash } : null
}

/** Walks the chain from its first entry, in one snapshot: entries written meanwhile do not disturb it. */
export async function verifyAudit(): Promise<AuditVerification> {
  const keys = auditKeys()
  const noted = readAnchor() // before the snapshot, which then holds the noted entry
  const heads = noted ? [{ head: noted, seenBy: 'this server' }] : []
  const report = await transaction('begin isolation level repeatable read read only', async client => {
    await client.query('set local statement_timeout = 0')
    return verifyLog(client, { keys, heads })
  })
  const { head, fault, entries, unsealed, unchecked } = report
  return {
    intact: fault === null,
    entries,
    head: head.id === 0 ? null : head.hash,
    headId: head.id,
    headSeal: head.seal ?? null,
    firstBadId: fault?.id ?? null,
    fault,
    unsealed,
    unchecked,
    keyId: keys[0]?.id ?? '',
    anchorId: noted?.id ?? null,
    checkedAt: report.at.toISOString(),
  }
}
