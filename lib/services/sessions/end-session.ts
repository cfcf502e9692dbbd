import 'server-only'
import { AppError } from '@/lib/errors'
import { endedSessions } from '@/lib/operator/ended-sessions'
import { assertCan } from '@/lib/operator/operator'
import { closeSession } from '@/lib/records/sessions'
import type { Context } from '@/lib/services/context'
import { recordSessionAct } from '@/lib/services/sessions/record-session-act'

/** Ends one session: at once here, within seconds on every other server of the same records. */
export async function endSession(context: Context, { id }: { id: string }): Promise<void> {
  assertCan(context, 'read')
  if (!(await closeSession(id, context.actor.name))) {
    throw new AppError('notFound', 'This session is not open any more: it was ended before. Nothing changed.')
  }
  endedSessions().add(id)
  await recordSessionAct(context, 'endSession', `${context.actor.name} ended one session.`)
}
