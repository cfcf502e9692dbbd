import 'server-only'
import { AppError } from '@/lib/errors'
import { endedSessions } from '@/lib/operator/ended-sessions'
import { assertCan } from '@/lib/operator/operator'
import { closeOtherSessions } from '@/lib/records/sessions'
import { type Context, sessionOf } from '@/lib/services/context'
import { recordSessionAct } from '@/lib/services/sessions/record-session-act'

/** Ends every listed session but the one that asks. */
export async function endOtherSessions(context: Context): Promise<{ ended: number }> {
  assertCan(context, 'read')
  const sessionId = sessionOf(context)
  if (!sessionId) throw new AppError('invalid', 'This is asked by no session. Nothing changed.')
  const ids = await closeOtherSessions(sessionId, context.actor.name)
  for (const id of ids) endedSessions().add(id)
  await recordSessionAct(context, 'endSession', `${context.actor.name} ended ${ids.length} other sessions.`)
  return { ended: ids.length }
}
