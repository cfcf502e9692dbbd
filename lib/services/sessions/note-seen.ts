import 'server-only'
import { log } from '@/lib/log/log'
import type { Operator } from '@/lib/operator/operator'
import { processState } from '@/lib/operator/process-state'
import type { Visitor } from '@/lib/operator/visitor'
import { saveSession } from '@/lib/records/sessions'
import { ownSeal } from '@/lib/services/sessions/own-seal'

export const SEEN_EVERY_MS = 5 * 60_000
const RETRY_MS = 30_000

/** By session, in milliseconds since the epoch. */
const seenAt = processState('seen', () => new Map<string, number>())

/** Keeps where a session is used, every five minutes and beside the request; one from while the records were away is listed then. */
export function noteSeen(operator: Operator & { sessionId: string }, visitor: Visitor, now: Date): void {
  const { sessionId: id, name, signedInAt } = operator
  const seen = seenAt()
  if (now.getTime() - (seen.get(id) ?? 0) < SEEN_EVERY_MS) return
  seen.set(id, now.getTime())
  saveSession({ id, sealedBy: ownSeal(), operator: name, signedInAt, ...visitor }).catch((error: unknown) => {
    seen.set(id, now.getTime() - SEEN_EVERY_MS + RETRY_MS)
    log.warn({ reason: String(error) }, 'a session could not be listed')
  })
}
