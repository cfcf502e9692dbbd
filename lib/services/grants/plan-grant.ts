import 'server-only'
import { assertCan } from '@/lib/operator/operator'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { assertRecordable } from '@/lib/services/changes/assert-recordable'
import type { Context } from '@/lib/services/context'
import { type GrantPreview, type GrantQuestion, grantWithUsers } from '@/lib/services/grants/grant-with-users'

export async function planGrant(context: Context, question: GrantQuestion): Promise<GrantPreview> {
  assertCan(context, 'read')
  if (question.users?.length) {
    // To plan a user is to look inside its database.
    assertCan(context, 'users')
    await assertRecordable()
  }
  return (await grantWithUsers(context, question, await loadInventory(context.account))).grant
}
