import 'server-only'
import { processState } from '@/lib/operator/process-state'
import { closeSession, type SavedSession, saveSession } from '@/lib/records/sessions'

/** Sessions that ended on this server and whose end is not recorded yet. */
export const endedHere = processState('ended here', () => new Map<string, SavedSession>())

/** Throws while the records are away: then they stay, and are recorded as soon as the records are back. */
export async function recordEndings(): Promise<void> {
  for (const [id, session] of endedHere()) {
    // It may not be listed yet, and only what is listed can be known elsewhere as ended.
    await saveSession(session)
    await closeSession(id, session.operator)
    endedHere().delete(id)
  }
}
