import 'server-only'
import { createHash } from 'node:crypto'
import type { PoolClient } from 'pg'
import { AppError } from '@/lib/errors'
import { lockSessions } from './pool'
import { WITHOUT_TRANSACTION_TIMEOUT } from './whole-transaction'

/** How long a writer waits for another on the same thing. */
const PATIENCE = '20s'

/** The database's own limits are for queries, not for a session that holds locks. */
const BEGIN = `begin; set local lock_timeout = '${PATIENCE}'; set local statement_timeout = 0;
  set local idle_in_transaction_session_timeout = 0;
  ${WITHOUT_TRANSACTION_TIMEOUT}`

export interface LockSession {
  /** False once the session broke: its locks are gone, so nothing more may be written under them. */
  isAlive: () => boolean
  /** One more key, held as long as the others. */
  take: (key: string) => Promise<void>
}

/** The number that PostgreSQL locks for a name. */
export function lockKey(name: string): string {
  return createHash('sha256').update(name).digest().readBigInt64BE(0).toString()
}

/**
 * Runs the work while no other server, and no other session of this one, holds any of these names. The locks belong to one
 * open transaction: they end with it, with its connection, and so with this process, however that ends.
 */
export async function withLocks<T>(
  names: readonly string[],
  work: (session: LockSession) => Promise<T>,
): Promise<T> {
  const client = await (await lockSessions()).connect()
  let alive = true
  const lost = () => {
    alive = false
  }
  client.on('error', lost).on('end', lost)
  // Parts that run at once take theirs one after the other: a connection answers one question at a time.
  let before: Promise<unknown> = Promise.resolve()
  const take = async (name: string) => {
    const mine = before.then(() => client.query('select pg_advisory_xact_lock($1)', [lockKey(name)]))
    before = mine.catch(() => {})
    await mine.catch(busyOr)
  }
  try {
    await client.query(BEGIN)
    // In one order everywhere, or two writers would wait for each other.
    for (const name of [...new Set(names)].sort()) await take(name)
    return await work({ isAlive: () => alive, take })
  } finally {
    client.off('error', lost).off('end', lost)
    await end(client)
  }
}

const LOCK_NOT_AVAILABLE = '55P03'

function busyOr(error: unknown): never {
  if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw error
  throw new AppError(
    'unavailable',
    'Somebody else is changing the same principal, policy or target at this moment. Nothing changed. Wait for them and try again.',
    { cause: error },
  )
}

async function end(client: PoolClient): Promise<void> {
  await client.query('rollback').then(
    () => client.release(),
    () => client.release(true),
  )
}

/** Runs the work if nobody holds this name, else answers null at once. Whoever only looks holds it beside others who look. */
export async function ifFree<T>(name: string, work: () => Promise<T>): Promise<T | null> {
  const client = await (await lockSessions()).connect()
  try {
    await client.query(BEGIN)
    const { rows } = await client.query<{ free: boolean }>(
      'select pg_try_advisory_xact_lock_shared($1) as free',
      [lockKey(name)],
    )
    return rows[0]?.free ? await work() : null
  } finally {
    await end(client)
  }
}
