import 'server-only'
import { log } from '@/lib/log/log'
import { appendAudit } from '@/lib/records/audit'
import { BLANK_ENTRY } from '@/lib/records/audit-entry'
import { actorOf, type Context } from '@/lib/services/context'

/** Coming and going must work while the records are away: the server's log keeps it then. */
export async function recordSessionAct(
  context: Context,
  action: 'signIn' | 'endSession' | 'makeKey',
  detail: string,
): Promise<void> {
  log.info({ operator: context.actor.name, action }, detail)
  try {
    await appendAudit({
      ...BLANK_ENTRY,
      ...actorOf(context),
      action,
      accountId: null, // one signs in to the server, whatever accounts it reads
      detail,
    })
  } catch (error) {
    log.error({ err: error, action }, 'this could not be recorded')
  }
}
