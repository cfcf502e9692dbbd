import 'server-only'
import type { DatabaseScan } from '@/lib/access/model/database-user'
import { assertCan } from '@/lib/operator/operator'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { Context } from '@/lib/services/context'
import { recordedScan } from '@/lib/services/databases/recorded-scan'

/** Reads a database's users as GATEHOUSE_SCAN_USER, by a token of the server's own role. */
export async function scanDatabase(context: Context, ref: TargetRef): Promise<DatabaseScan> {
  // Reading a database signs in to it with a token: looking at AWS is less than that.
  assertCan(context, 'mint')
  return recordedScan(context, ref)
}
