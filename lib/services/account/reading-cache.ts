import 'server-only'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { hasIam, type Inventory } from '@/lib/access/model/inventory'
import type { KeptAnswer } from '@/lib/access/model/simulated-cell'
import { asOf } from '@/lib/access/reading/as-of'
import { type Account, accountPart } from '@/lib/account'
import { dropAwsFacts } from '@/lib/aws/aws-facts'
import { type ReadingSoFar, readingSoFar } from '@/lib/aws/reading-so-far'
import { asStale, type Reading, type ReadingFailure } from '@/lib/services/account/stale-reading'

/** What is known of an account by its last readings. */
export interface ReadingCache {
  reading: Reading | null
  /** The newest reading, compiled: the next one takes over what did not change. */
  access: CompiledAccess | null
  /** When it stops being fresh; from then on it is served all the same, while a newer one is read behind it. */
  until: number
  /** After a write of ours: an older reading is not served as if it was of now, so whoever asks waits. */
  mustWait: boolean
  /** The reading in flight, shared by all who ask meanwhile. */
  flight: Promise<Reading> | null
  /** Grows with every write, and where a reading of now is asked for: one that began before must not be kept after. */
  writes: number
  /** Milliseconds since the epoch; 0: nothing was written yet. */
  wroteAt: number
  /** Why the account could not be read again, so that a failing AWS is not asked by every page. */
  failure: ReadingFailure | null
  /** What AWS's policy simulator said since this process began: a reading under way may have begun before it. */
  simulated: KeptAnswer[]
  /** Milliseconds since the epoch: when somebody last asked for it. */
  askedAt: number
  /** They hear of every answer that is kept. */
  listeners: Set<(inventory: Inventory) => void>
}

export const cacheOf = accountPart(
  'reading',
  (): ReadingCache => ({
    reading: null,
    access: null,
    until: 0,
    mustWait: false,
    flight: null,
    writes: 0,
    wroteAt: 0,
    failure: null,
    simulated: [],
    askedAt: 0,
    listeners: new Set(),
  }),
)

/** The reading without asking AWS, told as old where it could not be read again; null when nothing was read yet. */
export function knownReading(account: Account): Reading | null {
  const { reading, failure } = cacheOf(account)
  return reading && failure ? asStale(reading, failure) : reading
}

/** In seconds: since the reading was begun, and since the oldest part of it was read; null: nothing was read yet. */
export function readingAges(account: Account): { attempt: number; data: number } | null {
  const reading = knownReading(account)
  const since = (iso: string) => (Date.now() - Date.parse(iso)) / 1000
  return reading && { attempt: since(reading.readAt), data: since(asOf(reading)) }
}

export interface ReadingStatus {
  /** ISO: when the reading that is there was begun; null: there is none yet. */
  answer: string | null
  /** Whether AWS is being asked now. */
  reading: boolean
  soFar: ReadingSoFar
}

/** For open pages that ask whether there is a newer answer: AWS is not asked. */
export function readingStatus(account: Account): ReadingStatus {
  const { reading, flight } = cacheOf(account)
  return { answer: reading?.readAt ?? null, reading: flight !== null, soFar: readingSoFar(account) }
}

/** From now on `tell` hears of every reading that is put, of the present one at once. */
export function onInventory(account: Account, tell: (inventory: Inventory) => void): void {
  const { listeners, reading } = cacheOf(account)
  listeners.add(tell)
  if (reading && hasIam(reading)) tell(reading)
}

/** In place of the one before. Who looks for findings hears only of readings that IAM is in: without it nothing is known to be wrong or right. */
export function putReading(account: Account, reading: Reading): void {
  const cache = cacheOf(account)
  cache.reading = reading
  if (hasIam(reading)) for (const tell of cache.listeners) tell(reading)
}

/** After any write: the next reader waits, and sees AWS as it is then. */
export function invalidateReading(account: Account): void {
  const cache = cacheOf(account)
  cache.until = 0
  cache.mustWait = true
  cache.flight = null
  cache.failure = null
  cache.writes += 1
  cache.wroteAt = Date.now()
}

const LATELY_MS = 120_000

/** Whether something was written here so lately that AWS may still be at it. */
export function wroteLately(account: Account): boolean {
  return Date.now() - cacheOf(account).wroteAt < LATELY_MS
}

/** Nothing of it is in memory any more: whoever asks next waits for AWS. */
export function dropReading(account: Account): void {
  const cache = cacheOf(account)
  cache.reading = null
  cache.access = null
  cache.simulated = []
  cache.until = 0
  dropAwsFacts(account)
}

/** For a change of account or credentials, and for tests: a reading under way is not kept either. */
export function forgetReading(account: Account): void {
  invalidateReading(account)
  dropReading(account)
}
