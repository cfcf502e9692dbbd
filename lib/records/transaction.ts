import 'server-only'
import type { PoolClient } from 'pg'
import { records } from './pool'

export async function transaction<T>(begin: string, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await (await records()).connect()
  try {
    await client.query(begin)
    const answer = await work(client)
    await client.query('commit')
    client.release()
    return answer
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    )
    throw error
  }
}
