import 'server-only'
import { settings } from '@/lib/config/env'
import { assertCan } from '@/lib/operator/operator'
import { type ListedSession, loadOpenSessions } from '@/lib/records/sessions'
import { type Context, sessionOf } from '@/lib/services/context'
import { SEEN_EVERY_MS } from '@/lib/services/sessions/note-seen'
import { ownSeal } from '@/lib/services/sessions/own-seal'

const MINUTE_MS = 60_000

export interface OpenSessions {
  sessions: (ListedSession & { own: boolean })[]
  idleMinutes: number
  hours: number
  /** ISO */
  now: string
}

/** Where one is signed in now, this browser first. */
export async function listSessions(context: Context): Promise<OpenSessions> {
  assertCan(context, 'read')
  const { sessionIdleMinutes: idleMinutes, sessionHours: hours } = settings()
  const { now } = context
  const ago = (ms: number) => new Date(now.getTime() - ms)
  const listed = await loadOpenSessions(
    { signedIn: ago(hours * 60 * MINUTE_MS), seen: ago(idleMinutes * MINUTE_MS + SEEN_EVERY_MS) },
    ownSeal(),
  )
  const sessions = listed.map(session => ({ ...session, own: session.id === sessionOf(context) }))
  return {
    sessions: sessions.toSorted((left, right) => Number(right.own) - Number(left.own)),
    idleMinutes,
    hours,
    now: now.toISOString(),
  }
}
