import 'server-only'
import type { PoolClient } from 'pg'
import { settings } from '@/lib/config/env'
import { log } from '@/lib/log/log'
import { appendAuditWith } from './audit'
import type { AuditEntry, AuditRecord } from './audit-entry'
import { AUDIT_COLUMNS, type AuditRow, toRecord } from './audit-row'
import { jobName, queueWith, unqueueWith } from './jobs'
import { lockKey } from './locks'
import { records } from './pool'
import { storableWords } from './storable-entry'
import { transaction } from './transaction'

/** The name of the lock that the writer of a change holds from before it is announced until its outcome is written. */
export const changeLock = (key: string) => `change ${key}`

/** The look at a change whose server may be lost. */
function repairOf(accountId: string, key: string) {
  const name = jobName('mend-changes', accountId)
  return { name, key: `${name}/${key}` }
}

/** RDS goes on working after its answer: from then on somebody looks at the target until it has settled. */
async function queueWatch(client: PoolClient, accountId: string, entry: AuditEntry): Promise<void> {
  const { outcome, targetRegion: region, resourceId } = entry
  if (outcome !== 'running' || !region || !resourceId) return
  const name = jobName('watch-switch', accountId)
  await queueWith(client, {
    name,
    key: `${name}/${resourceId}`,
    payload: { region, resourceId },
    inSeconds: 15,
  })
}

/** Announces a change: the entry and its place among the open ones are committed together, or neither is. */
export async function openChange(entry: AuditEntry, key: string, accountId: string): Promise<AuditRecord> {
  return transaction('begin', async client => {
    await queueWith(client, {
      ...repairOf(accountId, key),
      inSeconds: LANDING_SECONDS + SIGN_EVERY_MS / 1_000,
    })
    const record = await appendAuditWith(client, entry)
    await client.query(
      'insert into gatehouse.open_changes (audit_id, account_id, lock_key, key) values ($1, $2, $3, $4)',
      [record.id, accountId, lockKey(changeLock(key)), key],
    )
    return record
  })
}

/** A change by its announcement, in the account that it changes. */
export interface ChangeRef {
  accountId: string
  auditId: number
}

export interface StepRecord {
  /** From 0, as announced. */
  step: number
  done: boolean
  requestId: string | null
  answer: string | null
}

export async function recordStep(
  { accountId, auditId }: ChangeRef,
  { step, done, requestId, answer }: StepRecord,
): Promise<void> {
  await (await records()).query(
    `insert into gatehouse.change_steps (account_id, audit_id, step, done, request_id, answer)
      values ($1, $2, $3, $4, $5, $6)`,
    [accountId, auditId, step, done, requestId && storableWords(requestId), answer && storableWords(answer)],
  )
}

const SIGN_EVERY_MS = 5_000

/** Does the work and says meanwhile, again and again, that whoever does it lives. */
export async function withSignsOfLife<T>(
  { accountId, auditId }: ChangeRef,
  work: () => Promise<T>,
): Promise<T> {
  const sign = async () => {
    await (await records()).query(
      'update gatehouse.open_changes set alive_at = clock_timestamp() where account_id = $1 and audit_id = $2',
      [accountId, auditId],
    )
  }
  const timer = setInterval(() => {
    sign().catch((error: unknown) => log.warn({ err: error, auditId }, 'no sign of life could be recorded'))
  }, SIGN_EVERY_MS).unref()
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}

export async function recordedSteps({ accountId, auditId }: ChangeRef): Promise<StepRecord[]> {
  const { rows } = await (await records()).query<StepRecord>(
    `select step, done, request_id as "requestId", answer from gatehouse.change_steps
      where account_id = $1 and audit_id = $2 order by step`,
    [accountId, auditId],
  )
  return rows
}

/** Says what came of it. Null: another server has said so already. */
export async function closeChange(
  { accountId, auditId }: ChangeRef,
  entry: AuditEntry,
): Promise<AuditRecord | null> {
  return transaction('begin', async client => {
    const { rows } = await client.query<{ key: string; account_id: string }>(
      'delete from gatehouse.open_changes where account_id = $1 and audit_id = $2 returning key, account_id',
      [accountId, auditId],
    )
    const [open] = rows
    if (!open) return null
    await unqueueWith(client, repairOf(open.account_id, open.key).key)
    await queueWatch(client, open.account_id, entry)
    return appendAuditWith(client, { ...entry, intention: auditId })
  })
}

/** A change of which nobody has said what came of it. */
export interface OpenChange extends ChangeRef {
  key: string
  actor: string
  target: string | null
  /** As it was announced: what it would do. */
  label: string
  /** Its writer lives and is at it. */
  held: boolean
  /** A call that was under way when its writer was lost may still land. */
  unsettled: boolean
}

/** After the last sign of life of a server that is gone: as long as AWS is waited for (20 s), and the sign before it. */
const LANDING_SECONDS = 25
/** Locks end with PostgreSQL too: then the writer may live on a while, on another machine. */
const LANDING_AFTER_RESTART_SECONDS = 60

/** Of one account, oldest first: who shares these records for another looks after theirs. */
export async function openChanges(accountId: string): Promise<OpenChange[]> {
  const { rows } = await (await records()).query<OpenChange>(
    `select open.audit_id::int as "auditId", open.account_id as "accountId", open.key,
        entry ->> 'actor' as actor, entry ->> 'target' as target,
        coalesce(entry -> 'after' -> 'promised' ->> 'label', 'A change') as label,
        exists (select from pg_locks held where held.locktype = 'advisory' and held.granted
          and held.mode = 'ExclusiveLock'
          and held.database = (select oid from pg_database where datname = current_database())
          and held.objsubid = 1
          and (held.classid::bigint << 32 | held.objid::bigint) = open.lock_key) as held,
        clock_timestamp() - open.alive_at between interval '0' and $1 * interval '1 second'
        or (pg_postmaster_start_time() > open.alive_at
            and pg_postmaster_start_time() > clock_timestamp() - $2 * interval '1 second') as unsettled
      from gatehouse.open_changes open join gatehouse.audit on audit.id = open.audit_id
      where open.account_id = $3
      order by open.audit_id`,
    [LANDING_SECONDS, settings().databaseUrl ? LANDING_AFTER_RESTART_SECONDS : 0, accountId],
  )
  return rows
}

/** The entry that says what came of an announced change; null while none does. */
export async function outcomeOf({ accountId, auditId }: ChangeRef): Promise<AuditRecord | null> {
  return (await entriesWith('intention', accountId, auditId)).at(-1) ?? null
}

/** What was done about a change since, by either of its entries, oldest first: finished, taken back, undone. */
export async function entriesAbout(accountId: string, auditIds: readonly number[]): Promise<AuditRecord[]> {
  const entries = await Promise.all(auditIds.map(auditId => entriesWith('about', accountId, auditId)))
  return entries.flat().filter(({ outcome }) => outcome !== 'intended')
}

async function entriesWith(
  field: 'intention' | 'about',
  accountId: string,
  auditId: number,
): Promise<AuditRecord[]> {
  const { rows } = await (await records()).query<AuditRow>(
    `select ${AUDIT_COLUMNS} from gatehouse.audit
      where entry ? '${field}' and (entry ->> '${field}')::bigint = $1 and account_id = $2 order by audit.id`,
    [auditId, accountId],
  )
  return rows.map(toRecord)
}
