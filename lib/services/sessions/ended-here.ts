import 'server-only'
import { closeSession, type SavedSession, saveSession } from '@/lib/records/sessions'

// Routes and actions are separate bundles: what must be one per process lives here.
const kept = globalThis as typeof globalThis & { gatehouseEndedHere?: Map<string, SavedSession> }

/** Sessions that ended on this server and whose end is not recorded yet. */
export function endedHere(): Map<string, SavedSession> {
  kept.gatehouseEndedHere ??= new Map()
  return kept.gatehouseEndedHere
}

/** Throws while the records are away: then they stay, and are recorded as soon as the records are back. */
export async function recordEndings(): Promise<void> {
  for (const [id, session] of endedHere()) {
    // It may not be listed yet, and only what is listed can be known elsewhere as ended.
    await saveSession(session)
    await closeSession(id, session.operator)
    endedHere().delete(id)
  }
}
