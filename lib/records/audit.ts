import 'server-only'
import type { PoolClient } from 'pg'
import type { RecordedStep } from '@/lib/grants/steps/reversal-plan'
import { appendInGroup } from './append-queue'
import { readAnchor } from './audit-anchor'
import { appendEntries } from './audit-append'
import type { ChainFault } from './audit-chain'
import { auditConditions } from './audit-conditions'
import { auditKeys } from './audit-key'
import { AUDIT_COLUMNS, type AuditRow, toRecord } from './audit-row'
import { records } from './pool'
import { storableEntry } from './storable-entry'
import { transaction } from './transaction'
import { verifyLog } from './verify-log'

/** `intended`: announced before its first call to AWS, and nobody has said yet what came of it. */
export type AuditOutcome = 'intended' | 'done' | 'running' | 'refused' | 'failed' | 'partial' | 'takenBack'

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
  | 'endSession'
  | 'makeKey'
  | 'exportEvidence'
  | 'undoChange'
  | 'finishChange'
  | 'takeBackChange'
  | 'sealLog'

export const ACTOR_KINDS = ['person', 'job', 'apiKey'] as const
export type ActorKind = (typeof ACTOR_KINDS)[number]

/** What a verb tells of itself. Never a token, never a secret. */
export interface AuditEntry {
  /** By name: `mira`, or of a job `mending changes`. */
  actor: string
  /** Absent in entries from before jobs wrote any: the actor is a person, or the server that sealed its log. */
  actorKind?: ActorKind
  /** Who wrote the entry, where that is not its actor: a change that was interrupted is told by whoever settles it. */
  recordedBy?: { kind: ActorKind; name: string }
  action: AuditAction
  /** The AWS account it is about; null: it is about this server, as signing in is. */
  accountId: string | null
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
  changes: {
    principal: string
    databaseUser: string
    target: string
    before: string
    after: string
    /** SCPs over the principal were unread: what opened did so as far as read. */
    asFarAsRead?: boolean
  }[]
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
  /** `<key id>:<HMAC of the hash>`; null for entries from before sealing. */
  seal: string | null
}

export interface AuditFilter {
  from?: Date
  until?: Date
  /** Of this account, and of none; null: only of none. Absent: the whole log, whoever's. */
  accountId?: string | null
  actor?: string
  /** Of whoever wrote it. */
  actorKind?: ActorKind
  action?: AuditAction
  outcome?: AuditOutcome
  resourceId?: string
  search?: string
  /** Announcements too, of which another entry says what came of them: the whole chain. */
  asWritten?: boolean
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
