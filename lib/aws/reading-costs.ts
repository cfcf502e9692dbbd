import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'

/** What one reading of the account took. */
export interface ReadingCosts {
  startedAt: string
  durationMs: number
  /** By action, every attempt and every page counted. */
  calls: Record<string, number>
  /** How long each part took, by its name; parts are read side by side. */
  parts: Record<string, number>
}

/** `background`: nobody waits for it, so it keeps to a budget. `now`: a write waits for it, so it does not slow down by itself. */
export type Pace = 'background' | 'usual' | 'now'

interface Running {
  costs: ReadingCosts
  pace: Pace
}

interface Shared {
  running: AsyncLocalStorage<Running>
  last: ReadingCosts | null
}

// Pages, routes and the start are separate bundles of one process.
const kept = globalThis as typeof globalThis & { gatehouseReadingCosts?: Shared }

function shared(): Shared {
  kept.gatehouseReadingCosts ??= { running: new AsyncLocalStorage(), last: null }
  return kept.gatehouseReadingCosts
}

/** Counts what `read` asks of AWS, until the next reading is done. */
export async function withReadingCosts<T>(pace: Pace, read: () => Promise<T>): Promise<T> {
  const costs: ReadingCosts = { startedAt: new Date().toISOString(), durationMs: 0, calls: {}, parts: {} }
  const started = performance.now()
  try {
    return await shared().running.run({ costs, pace }, read)
  } finally {
    costs.durationMs = Math.round(performance.now() - started)
    shared().last = costs
  }
}

/** The time from here until `part` is there, under that name. */
export async function timedPart<T>(name: string, part: Promise<T>): Promise<T> {
  const started = performance.now()
  try {
    return await part
  } finally {
    const running = shared().running.getStore()
    if (running) running.costs.parts[name] = Math.round(performance.now() - started)
  }
}

/** Whether the call at hand belongs to a reading of the whole account, not to somebody's click. */
export const isReading = () => shared().running.getStore() !== undefined

/** Whether it can wait for its turn in the budget. */
export const isInBackground = () => shared().running.getStore()?.pace === 'background'

/** Whether it may slow down by itself where AWS asks for fewer calls. */
export function slowsDown(): boolean {
  const running = shared().running.getStore()
  return running !== undefined && running.pace !== 'now'
}

export function countCall(action: string): void {
  const calls = shared().running.getStore()?.costs.calls
  if (calls) calls[action] = (calls[action] ?? 0) + 1
}

/** Null: nothing was read yet. */
export const lastReadingCosts = () => shared().last
