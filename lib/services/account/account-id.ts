import 'server-only'
import type { Account } from '@/lib/account'
import { accountsInLog } from '@/lib/records/accounts-in-log'
import { loadReading } from '@/lib/services/account/load-inventory'
import { knownReading } from '@/lib/services/account/reading-cache'

/**
 * Whose records these are to be read as, also while AWS does not answer: records of one account alone are its. Of several
 * nobody is shown any before AWS has said which is read here. Null: nothing is recorded of any account.
 */
export async function accountIdOf(account: Account): Promise<string | null> {
  const known = knownReading(account)?.accountId ?? account.id
  if (known) return known
  const recorded = await accountsInLog()
  return recorded.length > 1 ? (await loadReading(account)).accountId : (recorded[0] ?? null)
}
