import 'server-only'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { AccountReading, Inventory } from '@/lib/access/model/inventory'
import type { KeptAnswer } from '@/lib/access/model/kept-answers'
import { accountPart } from '@/lib/account'
import type { ReadingFailure } from '@/lib/services/account/stale-reading'

export type Reading = AccountReading | Inventory

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
    listeners: new Set(),
  }),
)
