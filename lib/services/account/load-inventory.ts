import 'server-only'
import { compileAccess, compileAccessGradually } from '@/lib/access/decide/compile-access'
import { withJudgedCaveat } from '@/lib/access/decide/judged-guardrails'
import { prepareExplanations } from '@/lib/access/explain/prepare-explanations'
import type { DatabaseScan } from '@/lib/access/model/database-user'
import { hasIam, type Inventory } from '@/lib/access/model/inventory'
import { type KeptAnswer, mostTelling, newestAnswers, withAnswers } from '@/lib/access/model/kept-answers'
import type { Target } from '@/lib/access/model/target'
import { refusalsKey } from '@/lib/access/organization/organization-overlay'
import { asOf } from '@/lib/access/reading/as-of'
import { iamUnread } from '@/lib/access/reading/iam-unread'
import type { Account } from '@/lib/account'
import { dropAwsFacts } from '@/lib/aws/kept-for'
import type { Pace } from '@/lib/aws/reading-costs'
import { noteReadingBegins, type ReadingSoFar, readingSoFar } from '@/lib/aws/reading-so-far'
import { settings } from '@/lib/config/env'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log/log'
import { readInventory } from '@/lib/services/account/read-inventory'
import { cacheOf, type Reading, type ReadingCache } from '@/lib/services/account/reading-cache'
import { asStale, failedAgain } from '@/lib/services/account/stale-reading'
import { runInSlices, yieldToEventLoop } from '@/lib/services/account/yield-to-event-loop'

/** After any write: the next reader waits, and sees AWS as it is then. */
export function dropInventory(account: Account): void {
  const state = cacheOf(account)
  state.until = 0
  state.mustWait = true
  state.flight = null
  state.failure = null
  state.writes += 1
  state.wroteAt = Date.now()
}

const LATELY_MS = 120_000

/** Whether something was written here so lately that AWS may still be at it. */
export function wroteLately(account: Account): boolean {
  return Date.now() - cacheOf(account).wroteAt < LATELY_MS
}

/** One target as just read takes its place in the kept answer; the rest stays as old as it is. */
export function replaceTarget(account: Account, target: Target): Reading | null {
  const state = cacheOf(account)
  const { reading } = state
  const same = ({ region, resourceId }: Target) =>
    region === target.region && resourceId === target.resourceId
  const old = reading?.targets.find(same)
  if (!reading || !old) return null
  if (JSON.stringify(old) === JSON.stringify(target)) return reading
  state.reading = { ...reading, targets: reading.targets.map(item => (same(item) ? target : item)) }
  return state.reading
}

/** For a change of account or credentials, and for tests: not even an older answer is served. */
export function forgetInventory(account: Account): void {
  dropInventory(account)
  account.id = null
  cacheOf(account).reading = null
  cacheOf(account).simulated = []
  cacheOf(account).access = null
  dropAwsFacts()
}

/** Who looks for findings hears only of readings that IAM is in: without it nothing is known to be wrong or right. */
function tellOf(state: ReadingCache, reading: Reading): void {
  if (hasIam(reading)) for (const tell of state.listeners) tell(reading)
}

/** A database was just read: its users join the kept answer without asking AWS again. */
export function keepScan(account: Account, scan: DatabaseScan): void {
  const state = cacheOf(account)
  if (!state.reading) return
  const scans = { ...state.reading.scans, [scan.resourceId]: scan }
  state.reading = { ...state.reading, scans }
  tellOf(state, state.reading)
}

const REMEMBERED_MOST = 20_000

/** The newest of what is remembered here and what the reading brought, as the reading's own policies see it. */
function withSimulated(inventory: Inventory, simulated: readonly KeptAnswer[]): Inventory {
  if (simulated.length === 0) return inventory
  const own = simulated.filter(({ principalArn }) => principalArn.split(':')[4] === inventory.accountId)
  return withAnswers(inventory, newestAnswers(inventory.simulated, own))
}

/** AWS's policy simulator was asked: what it said joins the kept answer at once. */
export function keepSimulated(account: Account, answers: readonly KeptAnswer[]): void {
  const state = cacheOf(account)
  state.simulated = mostTelling(newestAnswers(state.simulated, answers), REMEMBERED_MOST)
  if (!state.reading || !hasIam(state.reading)) return
  const before = refusalsKey(state.reading)
  const inventory = withSimulated(state.reading, answers)
  state.reading = inventory
  // An answer that changes no verdict is no reason to look for findings again.
  if (refusalsKey(inventory) !== before) tellOf(state, inventory)
}

/** From now on `tell` hears of every answer that is kept, of the present one at once. */
export function onInventory(account: Account, tell: (inventory: Inventory) => void): void {
  const state = cacheOf(account)
  state.listeners.add(tell)
  if (state.reading) tellOf(state, state.reading)
}

/** The kept answer without asking AWS, told as old where it could not be read again; null when nothing was read yet. */
export function knownReading(account: Account): Reading | null {
  const { reading, failure } = cacheOf(account)
  return reading && failure ? asStale(reading, failure) : reading
}

/** In seconds: since the kept answer was begun, and since the oldest part of it was read; null: nothing was read yet. */
export function readingAges(account: Account): { attempt: number; data: number } | null {
  const reading = knownReading(account)
  const since = (iso: string) => (Date.now() - Date.parse(iso)) / 1000
  return reading && { attempt: since(reading.readAt), data: since(asOf(reading)) }
}

/** Ready to be asked before it is shown: nobody's key waits for what the whole account shares. */
async function compiled(state: ReadingCache, read: Reading): Promise<Reading> {
  if (!hasIam(read)) return read
  state.access = await compileAccessGradually(read, yieldToEventLoop, state.access)
  const judged = withJudgedCaveat(state.access)
  const { simulated } = state
  const reading = withSimulated(judged, simulated)
  await runInSlices(prepareExplanations(compileAccess(reading)))
  // What AWS's policy simulator said meanwhile is not lost.
  return simulated === state.simulated ? reading : withSimulated(judged, state.simulated)
}

function startReading(account: Account, pace: Pace): Promise<Reading> {
  const state = cacheOf(account)
  const { writes } = state
  noteReadingBegins()
  const flight = readInventory(account, state.reading, pace).then(async read => {
    const reading = await compiled(state, read)
    if (state.writes === writes) {
      state.reading = reading
      state.failure = null
      state.mustWait = false
      state.until = Date.now() + settings().inventorySeconds * 1000
      tellOf(state, reading)
    }
    return reading
  })
  const done = () => {
    if (state.flight === flight) state.flight = null
  }
  flight.then(done, (error: unknown) => {
    done()
    if (state.reading)
      log.warn({ err: error }, 'the account could not be read again: an older reading is shown')
    if (state.writes === writes) state.failure = failedAgain(state.failure, error, Date.now())
  })
  state.flight = flight
  return flight
}

/** What is there, at once: an old reading is read again behind it. Null: whoever asks has to wait. */
function served(account: Account): Reading | null {
  const state = cacheOf(account)
  const { reading, failure } = state
  if (!reading) return null
  const now = Date.now()
  const mayAsk = failure ? failure.retryAt <= now : state.until <= now
  if (state.mustWait && (mayAsk || !failure)) return null
  if (mayAsk && !state.flight) startReading(account, 'background')
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
  const state = cacheOf(account)
  const there = options.fresh ? null : served(account)
  if (there) return there
  try {
    return await (state.flight ?? startReading(account, options.fresh ? 'now' : 'usual'))
  } catch (error) {
    return serveOlder(state, error)
  }
}

/** Reads AWS again, now, also where it is being read already. Nothing was written, so whoever only looks does not wait. */
export function readAnew(account: Account): Promise<Reading> {
  const state = cacheOf(account)
  state.flight = null
  state.writes += 1
  return loadReading(account, { fresh: true })
}

/** As `loadReading`, IAM in it: what verdicts, counts of people and "nobody" rest on. Throws where IAM was never read. */
export async function loadInventory(account: Account, options: { fresh?: boolean } = {}): Promise<Inventory> {
  const reading = await loadReading(account, options)
  if (hasIam(reading)) return reading
  throw iamUnread(reading)
}

export interface ReadingStatus {
  /** ISO: when the answer that is kept was begun; null: there is none yet. */
  answer: string | null
  /** Whether AWS is being asked now. */
  reading: boolean
  soFar: ReadingSoFar
}

/** For open pages that ask whether there is a newer answer: AWS is not asked. */
export function readingStatus(account: Account): ReadingStatus {
  const { reading, flight } = cacheOf(account)
  return { answer: reading?.readAt ?? null, reading: flight !== null, soFar: readingSoFar() }
}
