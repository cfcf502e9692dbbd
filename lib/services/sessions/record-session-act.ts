import 'server-only'
import { log } from '@/lib/log/log'
import { appendAudit } from '@/lib/records/audit'
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
      ...actorOf(context),
      action,
      target: null,
      targetRegion: null,
      resourceId: null,
      databaseUser: null,
      principal: null,
      reason: '',
      outcome: 'done',
      callerArn: '',
      accountId: null, // one signs in to the server, whatever accounts it reads
      awsCalls: [],
      before: null,
      after: null,
      detail,
      changes: [],
    })
  } catch (error) {
    log.error({ err: error, action }, 'this could not be recorded')
  }
}
