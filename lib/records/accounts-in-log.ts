import 'server-only'
import { records } from './pool'

/** Accounts that anything is recorded of: none, the one, or two of several. By the ends of the index, however long the log. */
export async function accountsInLog(): Promise<string[]> {
  const { rows } = await (await records()).query<{ first: string | null; last: string | null }>(
    'select min(account_id) as first, max(account_id) as last from gatehouse.audit',
  )
  const ends = [rows[0]?.first, rows[0]?.last].filter(end => typeof end === 'string')
  return [...new Set(ends)]
}
