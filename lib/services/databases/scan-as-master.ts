import 'server-only'
import type { DatabaseScan } from '@/lib/access/model/database-user'
import { assertCan } from '@/lib/operator/operator'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { Context } from '@/lib/services/context'
import { insideRight } from '@/lib/services/databases/inside-right'
import { recordedScan } from '@/lib/services/databases/recorded-scan'
import { byMasterPassword } from '@/lib/services/databases/way-in'

/** Reads a database's users as its master user, with the password that RDS keeps: somebody asked for this one time. */
export async function scanAsMaster(context: Context, ref: TargetRef): Promise<DatabaseScan> {
  assertCan(context, insideRight(context))
  return recordedScan(context, ref, byMasterPassword)
}
