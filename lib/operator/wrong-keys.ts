import { processState } from '@/lib/operator/process-state'

const MOST = 10
const WINDOW_MS = 60_000

/** When they were tried, in milliseconds since the epoch. */
const wrongKeys = processState('wrong keys', () => ({ times: [] as number[] }))

function recent(now: Date): number[] {
  const tried = wrongKeys()
  tried.times = tried.times.filter(at => now.getTime() - at < WINDOW_MS)
  return tried.times
}

/** Seconds until a key may be tried again; 0: now. Even the right key waits, or guessing would go on unhindered. */
export function waitAfterWrongKeys(now: Date): number {
  const wrong = recent(now)
  const oldest = wrong.at(-MOST)
  return oldest === undefined ? 0 : Math.ceil((oldest + WINDOW_MS - now.getTime()) / 1000)
}

export function noteWrongKey(now: Date): void {
  recent(now).push(now.getTime())
}
