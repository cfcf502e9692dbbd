import 'server-only'
import type { PoolClient } from 'pg'
import type { RecordedStep } from '@/lib/grants/steps/reversal-plan'
import { CHAIN_START, walkChain } from './audit-chain'
import { auditConditions } from './audit-conditions'
import { auditHash } from './audit-hash'
import { AUDIT_COLUMNS, type AuditRow, toRecord } from './audit-row'
import { records } from './pool'
import { storableEntry } from './storable-entry'
import { transaction } from './transaction'

/** `intended`: announced before its first call to AWS, and nobody has said yet what came of it. */
export type AuditOutcome = 'intended' | 'done' | 'running' | 'refused' | 'failed' | 'partial'

export type AuditAction =
  | 'turnOnIamAuth'
  | 'turnOffIamAuth'
  | 'cancelIamAuthChange'
  | 'grantAccess'
  | 'removeAccess'
  | 'fixFinding'
  | 'suppressFinding'
  | 'issueToken'
  | 'testConnection'
  | 'scanDatabase'
  | 'signIn'
  | 'exportEvidence'
  | 'undoChange'
  | 'finishChange'
  | 'takeBackChange'

/** What a verb tells of itself. Never a token, never a secret. */
export interface AuditEntry {
  actor: string
  action: AuditAction
  /** The target's display name. */
  target: string | null
  targetRegion: string | null
  resourceId: string | null
  databaseUser: string | null
  principal: string | null
  reason: string
  outcome: AuditOutcome
  callerArn: string
  awsCalls: { action: string; requestId: string | null }[]
  before: unknown
  after: unknown
  /** One sentence. */
  detail: string
  changes: { principal: string; databaseUser: string; target: string; before: string; after: string }[]
  /** Of an announced change: its exact steps, each with what stood before: all that taking it back needs. */
  steps?: RecordedStep[]
  /** The entry that announced it, in the one that says what came of it. */
  intention?: number
  /** The change that this one undoes, finishes or takes back. */
  about?: number
}

/** An entry in its place in the chain. `at` is ISO 8601 in UTC, by the clock of the records' own database. */
export interface AuditRecord extends AuditEntry {
  id: number
  at: string
  hash: string
  previousHash: string
}

export interface AuditFilter {
  from?: Date
  until?: Date
  actor?: string
  action?: AuditAction
  outcome?: AuditOutcome
  resourceId?: string
  search?: string
  limit: number
  /** Only entries older than this one: the next page. `total` and `perDay` do not heed it. */
  beforeId?: number
}

export interface AuditPage {
  records: AuditRecord[]
  total: number
  /** UTC days, oldest first; days without entries are left out. */
  perDay: { day: string; count: number }[]
}

export interface AuditVerification {
  intact: boolean
  entries: number
  head: string | null
  /** The first entry that was changed, or the number of the first that is missing. */
  firstBadId: number | null
  checkedAt: string
}

const APPEND_LOCK = 7_231_002

/** Writes one entry at the head of the chain; servers that write at once wait for one another, so it never forks. */
export async function appendAudit(entry: AuditEntry): Promise<AuditRecord> {
  return transaction('begin', client => appendAuditWith(client, entry))
}

/**
 * The same inside a transaction of the caller, so that entry and rows commit together or not at all. Make it the last
 * statement: every other entry waits until that transaction ends.
 */
export async function appendAuditWith(client: PoolClient, entry: AuditEntry): Promise<AuditRecord> {
  const kept = storableEntry(entry)
  await client.query('select pg_advisory_xact_lock($1)', [APPEND_LOCK])
  const { rows } = await client.query<{ id: number; hash: string; at: Date }>(
    `select head.id::int as id, head.hash, greatest(clock_timestamp(),
      (select audit.at from gatehouse.audit where audit.id = head.id))::timestamptz(3) as at
      from gatehouse.audit_head head`,
  )
  const head = rows[0]
  if (!head) throw new Error('The audit log has lost its head. Verify it before anything else is written.')
  const link = { id: head.id + 1, at: head.at.toISOString(), previousHash: head.hash, entry: kept }
  const hash = auditHash(link)
  await client.query(
    'insert into gatehouse.audit (id, at, entry, previous_hash, hash) values ($1, $2, $3, $4, $5)',
    [link.id, link.at, JSON.stringify(kept), link.previousHash, hash],
  )
  await client.query('update gatehouse.audit_head set id = $1, hash = $2', [link.id, hash])
  return { ...kept, id: link.id, at: link.at, hash, previousHash: link.previousHash }
}

/** Newest first. */
export async function listAudit(filter: AuditFilter): Promise<AuditPage> {
  const { where, values } = auditConditions(filter)
  const pool = await records()
  const page = [...values, filter.beforeId ?? null, filter.limit]
  const [entries, days] = await Promise.all([
    pool.query<AuditRow>(
      `select ${AUDIT_COLUMNS} from gatehouse.audit
        where ${where} and ($${page.length - 1}::bigint is null or id < $${page.length - 1})
        order by audit.id desc limit $${page.length}`,
      page,
    ),
    pool.query<{ day: string; count: number }>(
      `select to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*)::int as count
        from gatehouse.audit where ${where} group by 1 order by 1`,
      values,
    ),
  ])
  const total = days.rows.reduce((sum, { count }) => sum + count, 0)
  return { records: entries.rows.map(toRecord), total, perDay: days.rows }
}

export async function getAudit(id: number): Promise<{ record: AuditRecord; nextHash: string | null } | null> {
  if (!Number.isSafeInteger(id)) return null
  const { rows } = await (await records()).query<AuditRow & { next_hash: string | null }>(
    `select ${AUDIT_COLUMNS}, (select next.hash from gatehouse.audit next where next.id = audit.id + 1) as next_hash
      from gatehouse.audit where audit.id = $1`,
    [id],
  )
  const row = rows[0]
  return row ? { record: toRecord(row), nextHash: row.next_hash } : null
}

/** Walks the chain from its first entry, in one snapshot: entries written meanwhile do not disturb it. */
export async function verifyAudit(): Promise<AuditVerification> {
  return transaction('begin isolation level repeatable read read only', async client => {
    const chain = await walkChain(client)
    const { rows } = await client.query<{ id: number; hash: string; now: Date; entries: number }>(
      `select head.id::int as id, head.hash, clock_timestamp() as now,
        (select count(*)::int from gatehouse.audit) as entries from gatehouse.audit_head head`,
    )
    const head = rows[0] ?? { id: -1, hash: CHAIN_START, now: new Date(), entries: chain.lastId }
    const agrees = head.id === chain.lastId && head.hash === chain.lastHash
    const firstBadId = chain.firstBadId ?? (agrees ? null : chain.lastId + 1)
    return {
      intact: firstBadId === null,
      entries: head.entries,
      head: head.hash === CHAIN_START ? null : head.hash,
      firstBadId,
      checkedAt: head.now.toISOString(),
    }
  })
}
