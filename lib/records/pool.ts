import 'server-only'
import { join } from 'node:path'
import pg from 'pg'
import { settings } from '@/lib/config/env'
import { type EmbeddedPostgres, startPostgres } from '@/lib/embedded-postgres/start-postgres'
import { migrate } from './migrate'

interface Records {
  pool: pg.Pool
  /** Sessions that hold the locks of a change for as long as it takes: apart, so that they starve nobody. */
  locks: pg.Pool
  /** Resolves when a server of our own has ended. */
  ended?: Promise<void>
  close(): Promise<void>
}

// Routes, actions and instrumentation are separate bundles: only the global object is shared by all of them.
const shared = globalThis as { gatehouseRecords?: Promise<Records> | undefined }

/** The records' database: DATABASE_URL, else a PostgreSQL of our own. Opened by the first who asks. */
export async function records(): Promise<pg.Pool> {
  shared.gatehouseRecords ??= openAndForget()
  return (await shared.gatehouseRecords).pool
}

export async function lockSessions(): Promise<pg.Pool> {
  await records()
  const open = await shared.gatehouseRecords
  if (!open) throw new Error('The records were closed meanwhile.')
  return open.locks
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
  await (await open)?.close()
}

export async function recordsHealth(): Promise<{ ok: true } | { ok: false; reason: string }> {
  try {
    await (await records()).query('select 1')
    return { ok: true }
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) }
  }
}

async function open(): Promise<Records> {
  const { databaseUrl, dataDirectory } = settings()
  if (databaseUrl) return connect({ connectionString: databaseUrl }, null)
  const server = await startPostgres({
    dataDir: join(/* turbopackIgnore: true */ dataDirectory, 'records'),
    fsync: true,
  })
  return connect(
    { host: server.socketDir, port: server.port, user: server.user, database: 'postgres' },
    server,
  )
}

async function connect(config: pg.PoolConfig, server: EmbeddedPostgres | null): Promise<Records> {
  const pool = new pg.Pool({
    max: 8,
    connectionTimeoutMillis: 5_000,
    query_timeout: 60_000,
    application_name: 'gatehouse',
    ...config,
  })
  const locks = new pg.Pool({
    max: 8,
    connectionTimeoutMillis: 10_000,
    application_name: 'gatehouse locks',
    keepAlive: true,
    ...config,
  })
  pool.on('error', () => {}) // an idle connection that broke is replaced by the next query
  locks.on('error', () => {})
  const close = async () => {
    await Promise.all([pool.end(), locks.end()])
    await server?.stop()
  }
  try {
    const client = await pool.connect()
    await migrate(client).finally(() => client.release())
  } catch (error) {
    await close()
    throw error
  }
  return { pool, locks, close, ...(server && { ended: server.ended }) }
}
