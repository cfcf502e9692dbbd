import 'server-only'
import { type Account, accountPart } from '@/lib/account'

const usesOf = accountPart('uses', () => ({ count: 0 }))

/** What is known of the account stays in memory as long as the work goes on. */
export async function whileInUse<T>(account: Account, work: () => Promise<T>): Promise<T> {
  const uses = usesOf(account)
  uses.count += 1
  try {
    return await work()
  } finally {
    uses.count -= 1
  }
}

export const isInUse = (account: Account): boolean => usesOf(account).count > 0
