import 'server-only'
import { type Account, accountPart } from '@/lib/account'
import { whileInUse } from '@/lib/services/account/in-use'

const writersOf = accountPart('writers', () => new Map<string, Promise<unknown>>())

/** Runs the work when no earlier work on any of these keys is left. Across processes the digest catches what this cannot. */
export async function withWriteLock<T>(
  account: Account,
  keys: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  const queues = writersOf(account)
  const earlier = keys.map(key => queues.get(key))
  const running = whileInUse(account, () => Promise.allSettled(earlier).then(work))
  for (const key of keys) queues.set(key, running)
  try {
    return await running
  } finally {
    for (const key of keys) if (queues.get(key) === running) queues.delete(key)
  }
}
