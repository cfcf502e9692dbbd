import 'server-only'
import type { Account } from '@/lib/account'
import { type LockSession, withLocks } from '@/lib/records/locks'
import { recordsFailure } from '@/lib/records/records-failure'
import { withWriteLock } from '@/lib/services/changes/write-lock'

/**
 * Runs the work while nobody else writes any of these things: in this process by queueing, in every server on the same
 * records by locks that end with the process that holds them.
 */
export function underLocks<T>(
  account: Account,
  names: readonly string[],
  work: (session: LockSession) => Promise<T>,
): Promise<T> {
  return withWriteLock(account, [...new Set(names)], () =>
    withLocks(names, work).catch(error => {
      throw recordsFailure(error)
    }),
  )
}
