import 'server-only'
import { compileAccess, compileAccessGradually } from '@/lib/access/decide/compile-access'
import { withJudgedCaveat } from '@/lib/access/decide/judged-guardrails'
import { prepareExplanations } from '@/lib/access/explain/prepare-explanations'
import { hasIam, type Inventory } from '@/lib/access/model/inventory'
import { iamUnread } from '@/lib/access/reading/iam-unread'
import { prepareSearch } from '@/lib/access/search/search-index'
import type { Account } from '@/lib/account'
import type { Pace } from '@/lib/aws/reading-costs'
import { noteReadingBegins } from '@/lib/aws/reading-so-far'
import { settings } from '@/lib/config/env'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log/log'
import { withSimulated } from '@/lib/services/account/put-in-reading'
import { readInventory } from '@/lib/services/account/read-inventory'
import type { ReadingCache } from '@/lib/services/account/reading-cache'
import { cacheOf, putReading } from '@/lib/services/account/reading-cache'
import { makeRoom } from '@/lib/services/account/readings-in-memory'
import { asStale, failedAgain, type Reading } from '@/lib/services/account/stale-reading'
import { runInSlices, yieldToEventLoop } from '@/lib/services/account/yield-to-event-loop'

/** Ready to be asked before it is shown: nobody's key waits for what the whole account shares. */
async function compiled(cache: ReadingCache, read: Reading): Promise<Reading> {
  if (!hasIam(read)) {
    await runInSlices(prepareSearch(read))
    return read
  }
  cache.access = await compileAccessGradually(read, yieldToEventLoop, cache.access)
  const judged = withJudgedCaveat(cache.access)
  const { simulated } = cache
  const reading = withSimulated(judged, simulated)
  await runInSlices(prepareExplanations(compileAccess(reading)))
  await runInSlices(prepareSearch(reading))
  // What AWS's policy simulator said meanwhile is not lost.
  return simulated === cache.simulated ? reading : withSimulated(judged, cache.simulated)
}

function startReading(account: Account, pace: Pace): Promise<Reading> {
  const cache = cacheOf(account)
  const { writes } = cache
  noteReadingBegins(account)
  const flight = readInventory(account, cache.reading, pace).then(async read => {
    const reading = await compiled(cache, read)
    if (cache.writes === writes) {
      cache.failure = null
      cache.mustWait = false
      cache.until = Date.now() + settings().inventorySeconds * 1000
      putReading(account, reading)
      makeRoom(account)
    }
    return reading
  })
  const done = () => {
    if (cache.flight === flight) cache.flight = null
  }
  flight.then(done, (error: unknown) => {
    done()
    if (cache.reading)
      log.warn({ err: error }, 'the account could not be read again: an older reading is shown')
    if (cache.writes === writes) cache.failure = failedAgain(cache.failure, error, Date.now())
  })
  cache.flight = flight
  return flight
}

/** What is there, at once: an old reading is read again behind it. Null: whoever asks has to wait. */
function served(account: Account): Reading | null {
  const { reading, failure, until, mustWait, flight } = cacheOf(account)
  if (!reading) return null
  const now = Date.now()
  const mayAsk = failure ? failure.retryAt <= now : until <= now
  if (mustWait && (mayAsk || !failure)) return null
  if (mayAsk && !flight) startReading(account, 'background')
  return failure ? asStale(reading, failure) : reading
}

function serveOlder({ reading, failure }: ReadingCache, error: unknown): Reading {
  if (!reading || !failure || !(error instanceof AppError) || error.code === 'internal') throw error
  return asStale(reading, failure)
}

/**
 * One dated reading of the account, shared by all who ask. After the first nobody waits for AWS: an old one is served as
 * what it is while a newer one is read behind it; only the moment after a write waits, and whoever asks for a fresh one.
 * It may lack IAM: for whoever needs no verdict. Everybody else takes `loadInventory`.
 */
export async function loadReading(account: Account, options: { fresh?: boolean } = {}): Promise<Reading> {
  const cache = cacheOf(account)
  cache.askedAt = Date.now()
  const there = options.fresh ? null : served(account)
  if (there) return there
  try {
    return await (cache.flight ?? startReading(account, options.fresh ? 'now' : 'usual'))
  } catch (error) {
    return serveOlder(cache, error)
  }
}

/** Reads AWS again, now, also where it is being read already. Nothing was written, so whoever only looks does not wait. */
export function readAnew(account: Account): Promise<Reading> {
  const cache = cacheOf(account)
  cache.flight = null
  cache.writes += 1
  return loadReading(account, { fresh: true })
}

/** As `loadReading`, IAM in it: what verdicts, counts of people and "nobody" rest on. Throws where IAM was never read. */
export async function loadInventory(account: Account, options: { fresh?: boolean } = {}): Promise<Inventory> {
  const reading = await loadReading(account, options)
  if (hasIam(reading)) return reading
  throw iamUnread(reading)
}
