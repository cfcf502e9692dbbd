import 'server-only'
import { log } from '@/lib/log/log'
import type { Operator } from '@/lib/operator/operator'
import { appendAudit } from '@/lib/records/audit'
import { knownReading } from '@/lib/services/account/load-inventory'

/** Coming and going must work while the records are away: the server's log keeps it then. */
export async function recordSessionAct(
  operator: Operator,
  action: 'signIn' | 'endSession' | 'makeKey',
  detail: string,
): Promise<void> {
  log.info({ operator: operator.name, action }, detail)
  try {
    await appendAudit({
      actor: operator.name,
      action,
      target: null,
      targetRegion: null,
      resourceId: null,
      databaseUser: null,
      principal: null,
      reason: '',
      outcome: 'done',
      callerArn: '',
      accountId: knownReading()?.accountId ?? null,
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
