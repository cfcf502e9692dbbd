import 'server-only'
import { join } from 'node:path'
import pg from 'pg'
import { settings } from '@/lib/config/env'
import { type EmbeddedPostgres, startPostgres } from '@/lib/embedded-postgres/start-postgres'
import { AppError } from '@/lib/errors'
import { migrate } from './migrate'
import { embeddedFailure, recordsFailure } from './records-failure'
import type { RecordsPool } from './records-pool'
import { sealOlderEntries } from './seal-older-entries'
import { assertWritable } from './writable'

interface Records {
  pool: RecordsPool
  /** Sessions that hold the locks of a change for as long as it takes: apart, so that they starve nobody. */
  locks: Pick<RecordsPool, 'connect'>
  /** The queue's own, as its library wants it: a busy page never keeps a job from being claimed or ended. */
  jobs: pg.Pool
  /** The last write that told that writing works, shared by all who ask within a moment. */
  written: { answer: Promise<void>; until: number } | null
  /** Resolves when a server of our own has ended. */
  ended?: Promise<void>
  close(): Promise<void>
}

// Routes, actions and instrumentation are separate bundles: only the global object is shared by all of them.
const shared = globalThis as { gatehouseRecords?: Promise<Records> | undefined }

/** The records' database: DATABASE_URL, else a PostgreSQL of our own. Opened by the first who asks. */
export async function records(): Promise<RecordsPool> {
  return (await opened()).pool
}

function opened(): Promise<Records> {
  shared.gatehouseRecords ??= openAndForget()
  return shared.gatehouseRecords
}

export async function lockSessions(): Promise<Records['locks']> {
  return (await opened()).locks
}

export async function jobSessions(): Promise<pg.Pool> {
  return (await opened()).jobs
}

/** What failed to open, or ended by itself, is opened anew by the next who asks. */
function openAndForget(): Promise<Records> {
  const opening = open()
  const forget = () => {
    if (shared.gatehouseRecords === opening) shared.gatehouseRecords = undefined
  }
  opening.then(({ ended }) => ended?.then(forget), forget)
  return opening
}

export async function closeRecords(): Promise<void> {
  const open = shared.gatehouseRecords
  shared.gatehouseRecords = undefined
  const last = await open?.catch(() => null) // what never opened needs no closing
  await last?.close()
}

const TOLD_FOR_MS = 2_000

/** Whether the records can be written, not only read. A failure is never kept: it is asked again at once. */
export async function recordsHealth(): Promise<{ ok: true } | { ok: false; reason: string }> {
  try {
    const open = await opened()
    if (!open.written || open.written.until < Date.now())
      open.written = { answer: assertWritable(open.pool), until: Date.now() + TOLD_FOR_MS }
    await open.written.answer.catch((error: unknown) => {
      open.written = null
      throw error
    })
    return { ok: true }
  } catch (error) {
    const answer = error instanceof AppError ? error.answer : null
    const message = error instanceof Error ? error.message : String(error)
    return { ok: false, reason: answer === null ? message : `${message} It says: ${answer}` }
  }
}

async function open(): Promise<Records> {
  const { databaseUrl, dataDirectory } = settings()
  if (databaseUrl) return connect({ connectionString: databaseUrl }, null)
  const server = await startPostgres({
    dataDir: join(/* turbopackIgnore: true */ dataDirectory, 'records'),
    fsync: true,
  }).catch((error: unknown) => {
    throw embeddedFailure(error, dataDirectory)
  })
  return connect(
    { host: server.socketDir, port: server.port, user: server.user, database: 'postgres' },
    server,
  )
}

async function connect(config: pg.PoolConfig, server: EmbeddedPostgres | null): Promise<Records> {
  const driver = new pg.Pool({
    max: 8,
    connectionTimeoutMillis: 5_000,
    query_timeout: 60_000,
    application_name: 'gatehouse',
    ...config,
  })
  const holders = new pg.Pool({
    max: 8,
    connectionTimeoutMillis: 10_000,
    // Longer than a lock is waited for.
    query_timeout: 30_000,
    application_name: 'gatehouse locks',
    keepAlive: true,
    ...config,
  })
  const jobs = new pg.Pool({
    max: 6,
    connectionTimeoutMillis: 5_000,
    query_timeout: 60_000,
    application_name: 'gatehouse jobs',
    ...config,
  })
  // A connection that breaks while nothing is asked on it, idle or held, is replaced: no reason for the process to end.
  for (const each of [driver, holders, jobs]) {
    each.on('error', () => {})
    each.on('connect', client => client.on('error', () => {}))
  }
  const pool: RecordsPool = {
    query: (text, values) => driver.query(text, values).catch(inWords),
    connect: () => driver.connect().catch(inWords),
  }
  const locks = { connect: () => holders.connect().catch(inWords) }
  const close = async () => {
    await Promise.all([driver.end(), holders.end(), jobs.end()])
    await server?.stop()
  }
  try {
    await migrate(pool)
    await sealOlderEntries(pool)
  } catch (error) {
    await close().catch(() => {}) // the first failure is the one to tell
    throw error
  }
  return { pool, locks, jobs, written: null, close, ...(server && { ended: server.ended }) }
}

function inWords(error: unknown): never {
  throw recordsFailure(error)
}
