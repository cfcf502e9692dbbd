import 'server-only'
import type { DatabaseScan } from '@/lib/access/model/database-user'
import type { Target } from '@/lib/access/model/target'
import type { Account } from '@/lib/account'
import { signAuthToken } from '@/lib/aws/signer'
import { callerCredentials } from '@/lib/aws/sts'
import type { Limits } from '@/lib/databases/postgres/converse'
import { scanPostgres } from '@/lib/databases/postgres/scan'
import { AppError } from '@/lib/errors'
import { saveScan } from '@/lib/records/scans'
import { keepScans } from '@/lib/services/account/load-inventory'

export const refuseToRead = (sentence: string) => new AppError('invalid', `${sentence} Nothing was read.`)

function assertScannable(target: Target): void {
  if (target.kind === 'proxy') {
    throw refuseToRead(`${target.name} is a proxy: read the users of the database behind it.`)
  }
  if (target.family !== 'postgres') {
    throw refuseToRead(
      `Gatehouse reads the users of PostgreSQL only; ${target.name} runs ${target.engineLabel}. Verdicts stand on IAM and the switch.`,
    )
  }
  if (!target.iamAuth.accepted) {
    throw refuseToRead(`IAM authentication is off on ${target.name}, and Gatehouse signs in by token only.`)
  }
}

/** Signs in as that user by a token of the server's own role, reads the catalog in a read-only transaction, keeps what it found. */
export async function readDatabase(
  account: Account,
  target: Target,
  scanUser: string,
  limits?: Limits,
): Promise<DatabaseScan> {
  assertScannable(target)
  const { endpoint, region, databaseName, resourceId } = target
  if (!endpoint) throw refuseToRead(`${target.name} has no endpoint yet.`)
  const credentials = await callerCredentials()
  const token = await signAuthToken({ endpoint, region, databaseUser: scanUser, credentials })
  const login = { endpoint, databaseUser: scanUser, databaseName: databaseName ?? 'postgres', token }
  const found = await scanPostgres(login, limits)
  const scan = { resourceId, ...found, scannedAt: new Date().toISOString(), scannedAs: scanUser }
  const { scannedAt } = await saveScan(target.accountId, resourceId, scan)
  keepScans(account, [{ ...scan, scannedAt }])
  return { ...scan, scannedAt }
}
