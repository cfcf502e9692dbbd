import 'server-only'
import { assertCan } from '@/lib/operator/operator'
import type { Context } from '@/lib/services/context'
import { carryOutUserChange, type UserReceipt } from '@/lib/services/databases/carry-out-user-change'
import type { UserQuestion } from '@/lib/services/databases/user-plan-now'

/** Makes or changes a database user as previewed, or does nothing: planned anew, it must have the digest that was looked at. */
export async function applyUserChange(
  context: Context,
  order: UserQuestion & { digest: string; reason: string },
): Promise<UserReceipt> {
  assertCan(context, 'users')
  return carryOutUserChange(context, order)
}
