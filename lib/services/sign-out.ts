import 'server-only'
import { log } from '@/lib/log/log'
import { endedSessions } from '@/lib/operator/ended-sessions'
import type { Operator } from '@/lib/operator/operator'
import type { Visitor } from '@/lib/operator/visitor'
import { closeSession, saveSession } from '@/lib/records/sessions'
import { ownSeal } from '@/lib/services/own-seal'
import { recordSessionAct } from '@/lib/services/record-session-act'

/** Ends the session of the browser that asks. Anyone may; while the records are away it ends on this server alone. */
export async function signOut(operator: Operator, visitor: Visitor): Promise<void> {
  const { sessionId: id, name, signedInAt } = operator
  if (!id) return
  endedSessions.add(id)
  try {
    // It may not be listed yet, and only what is listed can be known elsewhere as ended.
    await saveSession({ id, sealedBy: ownSeal(), operator: name, signedInAt, ...visitor })
    await closeSession(id, name)
  } catch (error) {
    log.error({ err: error }, 'a session was ended on this server only: the records are away')
  }
  await recordSessionAct(operator, 'endSession', `${name} signed out of ${visitor.browser}.`)
}
