import 'server-only'
import type { DatabaseScan } from '@/lib/access/model/database-user'
import { databaseNameOf } from '@/lib/access/model/engine-family/engine-families'
import { savedScan } from '@/lib/access/model/saved-scan'
import type { Target } from '@/lib/access/model/target'
import type { Account } from '@/lib/account'
import { signAuthToken } from '@/lib/aws/sign-auth-token'
import { callerCredentials } from '@/lib/aws/sts'
import { ENGINE_ADAPTERS, READ_FAMILIES } from '@/lib/databases/engine-adapters'
import type { Limits } from '@/lib/databases/postgres/converse'
import { AppError } from '@/lib/errors'
import { saveScan } from '@/lib/records/scans'
import { putScans } from '@/lib/services/account/put-in-reading'

export const refuseToRead = (sentence: string) => new AppError('invalid', `${sentence} Nothing was read.`)

function adapterOf(target: Target) {
  if (target.kind === 'proxy') {
    throw refuseToRead(`${target.name} is a proxy: read the users of the database behind it.`)
  }
  const adapter = ENGINE_ADAPTERS[target.family]
  if (!adapter) {
    throw refuseToRead(
      `Gatehouse reads the users of ${READ_FAMILIES} only; ${target.name} runs ${target.engineLabel}. Verdicts stand on IAM and the switch.`,
    )
  }
  if (!target.iamAuth.accepted) {
    throw refuseToRead(`IAM authentication is off on ${target.name}, and Gatehouse signs in by token only.`)
  }
  return adapter
}

/** Signs in as that user by a token of the server's own role, reads the catalog in a read-only transaction, keeps what it found. */
export async function readDatabase(
  account: Account,
  target: Target,
  scanUser: string,
  limits?: Limits,
): Promise<DatabaseScan> {
  const adapter = adapterOf(target)
  const { endpoint, region, resourceId } = target
  if (!endpoint) throw refuseToRead(`${target.name} has no endpoint yet.`)
  const credentials = await callerCredentials(account)
  const token = await signAuthToken(account, { endpoint, region, databaseUser: scanUser, credentials })
  const login = {
    endpoint,
    databaseUser: scanUser,
    databaseName: databaseNameOf(target),
    credential: { kind: 'token' as const, secret: token },
  }
  const found = await adapter.scan(login, limits)
  const scan = savedScan({ resourceId, ...found, scannedAs: scanUser }, new Date().toISOString())
  const { scannedAt } = await saveScan(target.accountId, resourceId, scan)
  putScans(account, [{ ...scan, scannedAt }])
  return { ...scan, scannedAt }
}
