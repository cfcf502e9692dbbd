import 'server-only'
import { settings } from '@/lib/config/env'
import { log } from '@/lib/log/log'
import { endedSessions } from '@/lib/operator/ended-sessions'
import { processState } from '@/lib/operator/process-state'
import { loadClosedSessionIds } from '@/lib/records/sessions'
import { recordEndings } from '@/lib/services/sessions/ended-here'

const FRESH_MS = 5_000
const PATIENCE_MS = 1_000
const HOUR_MS = 3_600_000

interface Reading {
  startedAt: number
  /** Never rejects. */
  done: Promise<void>
  over: boolean
}
/** The newest that was started; null: none yet. */
const newestReading = processState('reading of ended sessions', () => ({ current: null as Reading | null }))

async function read(): Promise<void> {
  await recordEndings().catch((error: unknown) =>
    log.warn({ reason: String(error) }, 'the end of a session could not be recorded yet'),
  )
  const since = new Date(Date.now() - settings().sessionHours * HOUR_MS)
  for (const id of await loadClosedSessionIds(since)) endedSessions().add(id)
}

function startReading(): Reading {
  const reading: Reading = { startedAt: Date.now(), over: false, done: Promise.resolve() }
  reading.done = read()
    .catch((error: unknown) => log.warn({ reason: String(error) }, 'ended sessions could not be read'))
    .finally(() => {
      reading.over = true
    })
  return reading
}

/**
 * Learns which sessions were ended on other servers: one question to the records in five seconds, however many ask. While
 * the records are away nobody is kept waiting or shut out: what was known to be ended stays ended, later endings elsewhere
 * are not seen until they are back.
 */
export async function knowEndedSessions(): Promise<void> {
  const newest = newestReading()
  const last = newest.current
  const old = !last || (last.over && Date.now() - last.startedAt >= FRESH_MS)
  const reading = old ? startReading() : last
  newest.current = reading
  if (reading.over) return
  const patienceMs = reading.startedAt + PATIENCE_MS - Date.now()
  if (patienceMs <= 0) return
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>(resolve => {
    timer = setTimeout(resolve, patienceMs)
  })
  await Promise.race([reading.done, patience])
  clearTimeout(timer)
}
