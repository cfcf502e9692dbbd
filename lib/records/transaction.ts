import 'server-only'
import type { PoolClient } from 'pg'
import { records } from './pool'
import { transactionOn } from './transaction-on'

export async function transaction<T>(begin: string, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return transactionOn(await records(), begin, work)
}
