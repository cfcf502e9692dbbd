import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { type Account, accountPart } from '@/lib/account'

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

const costsOf = accountPart('reading costs', () => ({
  running: new AsyncLocalStorage<Running>(),
  last: null as ReadingCosts | null,
}))

const runningIn = (account: Account) => costsOf(account).running.getStore()

/** Counts what `read` asks of AWS, until the next reading is done. */
export async function withReadingCosts<T>(account: Account, pace: Pace, read: () => Promise<T>): Promise<T> {
  const shared = costsOf(account)
  const costs: ReadingCosts = { startedAt: new Date().toISOString(), durationMs: 0, calls: {}, parts: {} }
  const started = performance.now()
  try {
    return await shared.running.run({ costs, pace }, read)
  } finally {
    costs.durationMs = Math.round(performance.now() - started)
    shared.last = costs
  }
}

/** The time from here until `part` is there, under that name. */
export async function timedPart<T>(account: Account, name: string, part: Promise<T>): Promise<T> {
  const started = performance.now()
  try {
    return await part
  } finally {
    const running = runningIn(account)
    if (running) running.costs.parts[name] = Math.round(performance.now() - started)
  }
}

/** Whether the call at hand belongs to a reading of the whole account, not to somebody's click. */
export const isReading = (account: Account) => runningIn(account) !== undefined

/** Whether it can wait for its turn in the budget. */
export const isInBackground = (account: Account) => runningIn(account)?.pace === 'background'

/** Whether it may slow down by itself where AWS asks for fewer calls. */
export function slowsDown(account: Account): boolean {
  const running = runningIn(account)
  return running !== undefined && running.pace !== 'now'
}

export function countCall(account: Account, action: string): void {
  const calls = runningIn(account)?.costs.calls
  if (calls) calls[action] = (calls[action] ?? 0) + 1
}

/** Null: nothing was read yet. */
export const lastReadingCosts = (account: Account) => costsOf(account).last
