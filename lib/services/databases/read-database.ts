import 'server-only'
import type { DatabaseScan } from '@/lib/access/model/database-user'
import { databaseNameOf } from '@/lib/access/model/engine-family/engine-families'
import { savedScan } from '@/lib/access/model/saved-scan'
import type { Target } from '@/lib/access/model/target'
import type { Account } from '@/lib/account'
import type { Limits } from '@/lib/databases/conversation'
import { ENGINE_ADAPTERS, READ_FAMILIES } from '@/lib/databases/engine-adapters'
import { saveScan } from '@/lib/records/scans'
import { putScans } from '@/lib/services/account/put-in-reading'
import { refuseToRead, type WayIn } from '@/lib/services/databases/way-in'

export function adapterOf(target: Target) {
  if (target.kind === 'proxy') {
    throw refuseToRead(`${target.name} is a proxy: read the users of the database behind it.`)
  }
  const adapter = ENGINE_ADAPTERS[target.family]
  if (!adapter) {
    throw refuseToRead(
      `Gatehouse reads the users of ${READ_FAMILIES} only; ${target.name} runs ${target.engineLabel}. Verdicts stand on IAM and the switch.`,
    )
  }
  return adapter
}

/** What was found joins the records and the reading; `scannedAt`: where it was found at another time than now. */
export async function keepScan(
  account: Account,
  target: Target,
  scan: Omit<DatabaseScan, 'resourceId' | 'scannedAt'>,
  scannedAt?: string,
): Promise<DatabaseScan> {
  const { resourceId, accountId } = target
  const whole = savedScan({ resourceId, ...scan }, scannedAt ?? new Date().toISOString())
  const saved = await saveScan(accountId, resourceId, whole, scannedAt)
  const kept = { ...whole, scannedAt: saved.scannedAt }
  putScans(account, [kept])
  return kept
}

/** Signs in, reads the catalog in read-only transactions, keeps what it found. */
export async function readDatabase(
  account: Account,
  target: Target,
  { databaseUser, credential, source }: WayIn,
  limits?: Limits,
): Promise<DatabaseScan> {
  const adapter = adapterOf(target)
  const { endpoint } = target
  if (!endpoint) throw refuseToRead(`${target.name} has no endpoint yet.`)
  const login = { endpoint, databaseUser, databaseName: databaseNameOf(target), credential }
  const found = await adapter.scan(login, limits)
  return keepScan(account, target, { ...found, source, scannedAs: databaseUser })
}
