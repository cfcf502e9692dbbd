import 'server-only'
import { log } from '@/lib/log/log'
import { endedSessions } from '@/lib/operator/ended-sessions'
import type { Visitor } from '@/lib/operator/visitor'
import type { Context } from '@/lib/services/context'
import { endedHere, recordEndings } from '@/lib/services/sessions/ended-here'
import { ownSeal } from '@/lib/services/sessions/own-seal'
import { recordSessionAct } from '@/lib/services/sessions/record-session-act'

/** Ends the session of the browser that asks. Anyone may; while the records are away it ends on this server, on others once they are back. */
export async function signOut(context: Context, visitor: Visitor): Promise<void> {
  const { actor } = context
  if (actor.kind !== 'person' || !actor.sessionId) return
  const { sessionId: id, name, signedInAt } = actor
  endedSessions().add(id)
  endedHere().set(id, { id, sealedBy: ownSeal(), operator: name, signedInAt, ...visitor })
  try {
    await recordEndings()
  } catch (error) {
    log.error({ err: error }, 'a session was ended on this server only, until the records are back')
  }
  await recordSessionAct(context, 'endSession', `${name} signed out of ${visitor.browser}.`)
}
