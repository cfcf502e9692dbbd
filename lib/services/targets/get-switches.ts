import 'server-only'
import { AppError } from '@/lib/errors'
import { assertCan } from '@/lib/operator/operator'
import { accountIdOf } from '@/lib/services/account/account-id'
import type { Context } from '@/lib/services/context'
import { type SwitchesNow, switchesNow } from '@/lib/services/targets/switches-now'

/** A switch of several targets: how it goes, or what came of it. */
export async function getSwitches(context: Context, { id }: { id: string }): Promise<SwitchesNow> {
  assertCan(context, 'read')
  const accountId = await accountIdOf(context.account)
  if (!accountId) throw new AppError('notFound', 'Which account this is could not be read.')
  return switchesNow(accountId, id)
}
