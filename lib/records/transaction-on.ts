import 'server-only'
import type { PoolClient } from 'pg'
import { recordsFailure } from './records-failure'
import { WITHOUT_TRANSACTION_TIMEOUT } from './whole-transaction'

/** Whatever the database's own default: who waited for a lock must see what its holder committed. */
const COMMITTED = 'begin isolation level read committed'

/** Nothing waits for ever: neither for another's lock, nor on a transaction whose server hangs. */
const LIMITS = `set local lock_timeout = '10s'; set local statement_timeout = '30s';
  set local idle_in_transaction_session_timeout = '60s';
  ${WITHOUT_TRANSACTION_TIMEOUT}`

const waiting = new WeakMap<PoolClient, (() => void)[]>()

/** What may be said only when it stands: runs once the transaction of this client has committed. */
export function afterCommit(client: PoolClient, work: () => void): void {
  waiting.set(client, [...(waiting.get(client) ?? []), work])
}

export async function transactionOn<T>(
  pool: { connect(): Promise<PoolClient> },
  begin: string,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  waiting.delete(client)
  const answer = await between(client, begin, work)
  const works = waiting.get(client) ?? []
  client.release()
  for (const say of works) say()
  return answer
}

async function between<T>(
  client: PoolClient,
  begin: string,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  try {
    await client.query(`${begin === 'begin' ? COMMITTED : begin}; ${LIMITS}`)
    const answer = await work(client)
    await client.query('commit')
    return answer
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    )
    throw recordsFailure(error)
  }
}
