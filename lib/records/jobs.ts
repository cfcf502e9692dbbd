import 'server-only'
import type { PoolClient } from 'pg'
import { appendAuditWith } from './audit'
import type { AuditEntry } from './audit-entry'
import { records } from './pool'
import { storableWords } from './storable-entry'
import { transaction } from './transaction'

export type JobKind = 'mend-changes' | 'watch-switch' | 'read-databases' | 'read-database' | 'search-findings'

/** What the queue calls a kind in one account. Servers that see it otherwise (`view`) have a name of their own. */
export const jobName = (kind: JobKind, accountId: string, view?: string) =>
  [kind, accountId, ...(view ? [view] : [])].join('/')

export const kindOf = (name: string) => name.split('/')[0] as JobKind

/** Queued in the transaction of what causes it, or, where there is no queue, not at all: what must be done is also looked for by the clock. */
export async function queueWith(
  client: Pick<PoolClient, 'query'>,
  { name, key, payload = {}, inSeconds }: Pick<QueuedJob, 'name' | 'key' | 'payload'> & { inSeconds: number },
): Promise<void> {
  await client.query(
    `select gatehouse.queue_job($1, $2, $1, clock_timestamp() + $3 * interval '1 second', $4)`,
    [name, JSON.stringify(payload), inSeconds, key],
  )
}

export async function unqueueWith(client: Pick<PoolClient, 'query'>, key: string): Promise<void> {
  await client.query('select gatehouse.unqueue_job($1)', [key])
}

export interface QueuedJob {
  /** What the queue calls the kind: jobs of one name never run side by side. */
  name: string
  /** A second one of the same key replaces the first. */
  key: string
  payload?: unknown
  /** Absent: as soon as a server is free. */
  runAt?: Date
  tries?: number
}

export async function addJobs(jobs: readonly QueuedJob[]): Promise<void> {
  await transaction('begin', async client => {
    for (const job of jobs) await addTo(client, job)
  })
}

/** Somebody asks for it: that and its entry are committed together, or neither is. */
export async function addJobWith(job: QueuedJob, entry: AuditEntry): Promise<void> {
  await transaction('begin', async client => {
    await addTo(client, job)
    await appendAuditWith(client, entry)
  })
}

async function addTo(
  client: { query(text: string, values: unknown[]): Promise<unknown> },
  { name, key, payload = {}, runAt, tries }: QueuedJob,
): Promise<void> {
  await client.query(
    `select gatehouse_jobs.add_job($1, payload => $2::json, queue_name => $1, run_at => $3::timestamptz,
      max_attempts => $4::int, job_key => $5)`,
    [name, JSON.stringify(payload), runAt?.toISOString() ?? null, tries ?? null, key],
  )
}

export interface WaitingJob {
  name: string
  key: string | null
  /** ISO: when it is due, or will be tried again. */
  runAt: string
  running: boolean
  /** Times it was begun. */
  attempts: number
  /** Nobody tries it again before somebody asks. */
  given: boolean
  lastError: string | null
  /** ISO: when somebody last asked for it. */
  askedAt: string
}

interface WaitingRow extends Omit<WaitingJob, 'runAt' | 'askedAt'> {
  run_at: Date
  updated_at: Date
}

/** Whether the queue's tables are there: a user who may make no schema has none. */
export async function hasQueue(): Promise<boolean> {
  const { rows } = await (await records()).query<{ there: boolean }>(
    "select to_regclass('gatehouse_jobs.jobs') is not null as there",
  )
  return rows[0]?.there === true
}

/** What waits, runs or was given up of one account, the next first. */
export async function listWaiting(accountId: string): Promise<WaitingJob[]> {
  if (!(await hasQueue())) return []
  const { rows } = await (await records()).query<WaitingRow>(
    `select task_identifier as name, key, run_at, updated_at, attempts, last_error as "lastError",
        locked_at is not null as running, locked_at is null and attempts >= max_attempts as given
      from gatehouse_jobs.jobs where split_part(task_identifier, '/', 2) = $1
      order by run_at, id limit 1000`,
    [accountId],
  )
  return rows.map(({ run_at, updated_at, ...row }) => {
    return { ...row, runAt: run_at.toISOString(), askedAt: updated_at.toISOString() }
  })
}

export interface KindRecord {
  kind: string
  /** ISO; null: it runs. */
  stoppedAt: string | null
  stoppedBy: string | null
  /** ISO; null: never. */
  lastAt: string | null
  lastMs: number | null
  lastWords: string | null
  lastFailed: boolean
}

interface KindRow {
  kind: string
  stopped_at: Date | null
  stopped_by: string | null
  last_at: Date | null
  last_ms: number | null
  last_words: string | null
  last_failed: boolean
}

export async function loadKinds(accountId: string): Promise<KindRecord[]> {
  const { rows } = await (await records()).query<KindRow>(
    `select kind, stopped_at, stopped_by, last_at, last_ms, last_words, last_failed
      from gatehouse.job_kinds where account_id = $1`,
    [accountId],
  )
  return rows.map(row => ({
    kind: row.kind,
    stoppedAt: row.stopped_at?.toISOString() ?? null,
    stoppedBy: row.stopped_by,
    lastAt: row.last_at?.toISOString() ?? null,
    lastMs: row.last_ms,
    lastWords: row.last_words,
    lastFailed: row.last_failed,
  }))
}

export async function isStopped(accountId: string, kind: string): Promise<boolean> {
  const { rows } = await (await records()).query(
    'select 1 from gatehouse.job_kinds where account_id = $1 and kind = $2 and stopped_at is not null',
    [accountId, kind],
  )
  return rows.length > 0
}

/** `by` null: they go on. The act and its entry are committed together, or neither is. */
export async function stopKinds(
  { accountId, kinds, by }: { accountId: string; kinds: readonly JobKind[]; by: string | null },
  entry: AuditEntry,
): Promise<void> {
  await transaction('begin', async client => {
    await client.query(
      `insert into gatehouse.job_kinds (account_id, kind, stopped_at, stopped_by)
          select $1, kind, case when $3::text is null then null else clock_timestamp() end, $3
          from unnest($2::text[]) as kind
        on conflict (account_id, kind) do update
          set stopped_at = excluded.stopped_at, stopped_by = excluded.stopped_by`,
      [accountId, kinds, by],
    )
    await appendAuditWith(client, entry)
  })
}

export interface Run {
  accountId: string
  kind: string
  ms: number
  words: string | null
  failed: boolean
}

/** That a job of this kind ended now. */
export async function recordRun({ accountId, kind, ms, words, failed }: Run): Promise<void> {
  await (await records()).query(
    `insert into gatehouse.job_kinds (account_id, kind, last_at, last_ms, last_words, last_failed)
        values ($1, $2, clock_timestamp(), $3, $4, $5)
      on conflict (account_id, kind) do update set last_at = excluded.last_at, last_ms = excluded.last_ms,
        last_words = excluded.last_words, last_failed = excluded.last_failed`,
    [accountId, kind, Math.round(ms), words && storableWords(words), failed],
  )
}
