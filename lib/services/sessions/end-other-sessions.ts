import 'server-only'
import { AppError } from '@/lib/errors'
import { endedSessions } from '@/lib/operator/ended-sessions'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { closeOtherSessions } from '@/lib/records/sessions'
import { recordSessionAct } from '@/lib/services/sessions/record-session-act'

/** Ends every listed session but the one that asks. */
export async function endOtherSessions(operator: Operator): Promise<{ ended: number }> {
  assertCan(operator, 'read')
  if (!operator.sessionId) throw new AppError('invalid', 'This is asked by no session. Nothing changed.')
  const ids = await closeOtherSessions(operator.sessionId, operator.name)
  for (const id of ids) endedSessions.add(id)
  await recordSessionAct(operator, 'endSession', `${operator.name} ended ${ids.length} other sessions.`)
  return { ended: ids.length }
}
