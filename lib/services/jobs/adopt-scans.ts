import 'server-only'
import { savedScan } from '@/lib/access/model/saved-scan'
import type { Account } from '@/lib/account'
import { kindOf, listWaiting } from '@/lib/records/jobs'
import { loadScans, loadScanTimes } from '@/lib/records/scans'
import { putScans, tellInventory } from '@/lib/services/account/put-in-reading'
import { knownReading } from '@/lib/services/account/reading-cache'

const newestOf = (times: readonly string[]) => times.toSorted().at(-1) ?? ''

async function isReadingDatabases(accountId: string): Promise<boolean> {
  const now = new Date()
  return (await listWaiting(accountId)).some(
    ({ name, given, running, runAt }) =>
      kindOf(name) === 'read-database' && !given && (running || new Date(runAt) <= now),
  )
}

/**
 * What any server read of the databases reaches this one's answer at once, and the search for findings when the round is
 * over: many databases, one search.
 */
export function scanAdopter(account: Account): (accountId: string) => Promise<void> {
  /** When the newest scan was made that the search knows of. */
  let searched: string | undefined
  return async accountId => {
    const reading = knownReading(account)
    if (reading?.accountId !== accountId) return
    const times = await loadScanTimes(accountId)
    const newer = [...times].filter(([id, at]) => (reading.scans[id]?.scannedAt ?? '') < at).map(([id]) => id)
    if (newer.length > 0) {
      const scans = await loadScans(accountId, newer)
      putScans(
        account,
        [...scans].map(([, { scan, scannedAt }]) => savedScan(scan, scannedAt)),
      )
    }
    searched ??= newestOf(Object.values(reading.scans).map(({ scannedAt }) => scannedAt))
    const newest = newestOf([...times.values()])
    if (newest === searched || (await isReadingDatabases(accountId))) return
    searched = newest
    tellInventory(account)
  }
}
