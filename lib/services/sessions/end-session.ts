import 'server-only'
import { AppError } from '@/lib/errors'
import { endedSessions } from '@/lib/operator/ended-sessions'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { closeSession } from '@/lib/records/sessions'
import { recordSessionAct } from '@/lib/services/sessions/record-session-act'

/** Ends one session: at once here, within seconds on every other server of the same records. */
export async function endSession(operator: Operator, { id }: { id: string }): Promise<void> {
  assertCan(operator, 'read')
  if (!(await closeSession(id, operator.name))) {
    throw new AppError('notFound', 'This session is not open any more: it was ended before. Nothing changed.')
  }
  endedSessions.add(id)
  await recordSessionAct(operator, 'endSession', `${operator.name} ended one session.`)
}
