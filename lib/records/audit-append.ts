import 'server-only'
import type { PoolClient } from 'pg'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log/log'
import { readAnchor, writeAnchor } from './audit-anchor'
import { isEntry } from './audit-chain'
import type { AuditEntry, AuditRecord } from './audit-entry'
import { auditHash } from './audit-hash'
import { auditKeys } from './audit-key'
import { sealOf } from './audit-seal'
import type { RecordsPool } from './records-pool'
import { afterCommit } from './transaction-on'

const APPEND_LOCK = 7_231_002

/** Entries behind the head are somebody else's doing: the next one of ours would have to take the place of one. */
const HEAD_FITS = 'not exists (select from gatehouse.audit behind where behind.id > head.id)'

const WRONG_HEAD =
  'The audit log and its head no longer fit together, so nothing can be recorded, and what cannot be recorded is not done. Somebody changed its tables: look at the log in Activity first.'

interface Head {
  id: number
  hash: string
  seal: string | null
  at: Date
  /** The entry that our note names, as the log has it now. */
  noted_hash: string | null
  noted_seal: string | null
  fits: boolean
}

/** Whether anything can be appended, without appending: for those who ask whether the records can be written. */
export async function assertHeadFits(pool: Pick<RecordsPool, 'query'>): Promise<void> {
  const { rows } = await pool.query<{ fits: boolean }>(
    `select ${HEAD_FITS} as fits from gatehouse.audit_head head`,
  )
  if (!rows[0]?.fits) throw new AppError('unavailable', WRONG_HEAD)
}

/** The end of the chain, held until the transaction ends: nobody else appends meanwhile. */
export async function takeHead(client: PoolClient, notedId: number): Promise<Head> {
  await client.query('select pg_advisory_xact_lock($1)', [APPEND_LOCK])
  const { rows } = await client.query<Head>(
    `select head.id::int as id, head.hash, last.seal,
        greatest(clock_timestamp(), last.at)::timestamptz(3) as at,
        noted.hash as noted_hash, noted.seal as noted_seal, ${HEAD_FITS} as fits
      from gatehouse.audit_head head
        left join gatehouse.audit last on last.id = head.id
        left join gatehouse.audit noted on noted.id = $1`,
    [notedId],
  )
  const head = rows[0]
  if (!head?.fits) throw new AppError('unavailable', WRONG_HEAD)
  return head
}

/** Writes entries at the head of the chain, one after the other, in one go. They must be storable. */
export async function appendEntries(client: PoolClient, entries: AuditEntry[]): Promise<AuditRecord[]> {
  const [key] = auditKeys()
  if (!key) throw new Error('There is no key to seal an entry with.')
  const noted = readAnchor()
  const head = await takeHead(client, noted?.id ?? 0)
  const at = head.at.toISOString()
  const records: AuditRecord[] = []
  for (const entry of entries) {
    const previous = records.at(-1) ?? head
    const link = { id: previous.id + 1, at, previousHash: previous.hash }
    const hash = auditHash({ ...link, entry })
    records.push({ ...entry, ...link, hash, seal: sealOf(hash, key) })
  }
  await insert(client, records, entries)
  const intact =
    !noted || isEntry(noted, { id: noted.id, hash: head.noted_hash ?? '', seal: head.noted_seal })
  afterCommit(client, () => publish(records, intact))
  return records
}

async function insert(client: PoolClient, records: AuditRecord[], entries: AuditEntry[]): Promise<void> {
  const last = records.at(-1)
  if (!last) return
  await client.query(
    `insert into gatehouse.audit (id, at, entry, previous_hash, hash, seal)
      select id, $2::timestamptz, entry, previous_hash, hash, seal
      from unnest($1::bigint[], $3::jsonb[], $4::text[], $5::text[], $6::text[])
        as written (id, entry, previous_hash, hash, seal)`,
    [
      records.map(({ id }) => id),
      last.at,
      entries.map(entry => JSON.stringify(entry)),
      records.map(({ previousHash }) => previousHash),
      records.map(({ hash }) => hash),
      records.map(({ seal }) => seal),
    ],
  )
  await client.query('update gatehouse.audit_head set id = $1, hash = $2', [last.id, last.hash])
}

/** To where the database's owner has no hand: the log of this server, and its note. A note that no longer fits is evidence. */
function publish(records: AuditRecord[], intact: boolean): void {
  for (const { id, hash, seal } of records) log.info({ auditHead: { id, hash, seal } }, 'audit entry')
  const last = records.at(-1)
  // Two that committed at once may come here in the other order.
  if (intact && last && last.id > (readAnchor()?.id ?? 0)) writeAnchor(last)
  if (!intact) log.error('the audit log no longer holds the entry that this server saw last: verify it')
}
