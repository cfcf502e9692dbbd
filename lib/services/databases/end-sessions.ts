import 'server-only'
import { assertCan } from '@/lib/operator/operator'
import type { UserName } from '@/lib/provision/user-intent'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { Context } from '@/lib/services/context'
import { carryOutUserChange, type UserReceipt } from '@/lib/services/databases/carry-out-user-change'

/** Ends whatever sessions a database user has by now: people come and go, so no preview could hold. */
export async function endSessions(
  context: Context,
  { target, user, reason }: { target: TargetRef; user: UserName; reason: string },
): Promise<UserReceipt> {
  assertCan(context, 'users')
  return carryOutUserChange(context, { target, intent: { kind: 'endSessions', user }, digest: null, reason })
}
