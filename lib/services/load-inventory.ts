import 'server-only'
import type { Caveat } from '@/lib/access/caveat'
import { adoptAccess, type CompiledAccess, compileAccessGradually } from '@/lib/access/compile-access'
import type { DatabaseScan } from '@/lib/access/database-user'
import { iamUnread } from '@/lib/access/iam-unread'
import { type AccountReading, hasIam, type Inventory } from '@/lib/access/inventory'
import { withJudgedCaveat } from '@/lib/access/judged-guardrails'
import { type KeptAnswer, mostTelling, newestAnswers, withAnswers } from '@/lib/access/kept-answers'
import { asKept } from '@/lib/access/kept-reading'
import { refusalsKey } from '@/lib/access/organization-overlay'
import type { Target } from '@/lib/access/target'
import { dropAwsFacts } from '@/lib/aws/kept-for'
import { settings } from '@/lib/config/env'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log/log'
import { breathe } from '@/lib/services/breathe'
import { readInventory } from '@/lib/services/read-inventory'

type Reading = AccountReading | Inventory

interface Kept {
  reading: Reading | null
  /** The newest reading, compiled. Pages and routes are separate bundles: each takes it over instead of compiling. */
  access: CompiledAccess | null
  /** When it stops being fresh; 0 after a write. */
  until: number
  /** The reading in flight, shared by all who ask meanwhile. */
  flight: Promise<Reading> | null
  /** Grows with every write: a reading that began before one must not be kept after it. */
  writes: number
  /** Milliseconds since the epoch; 0: nothing was written yet. */
  wroteAt: number
  /** The older reading with its caveat, served for a few seconds so that a failing AWS is not asked by every page. */
  stale: { reading: Reading; until: number } | null
  /** What AWS's policy simulator said since this process began: a reading under way may have begun before it. */
  simulated: KeptAnswer[]
  /** Told of every answer that is kept. */
  told: ((inventory: Inventory) => void) | null
}

const shared = globalThis as typeof globalThis & { gatehouseInventory?: Kept }

function kept(): Kept {
  shared.gatehouseInventory ??= {
    reading: null,
    access: null,
    until: 0,
    flight: null,
    writes: 0,
    wroteAt: 0,
    stale: null,
    simulated: [],
    told: null,
  }
  return shared.gatehouseInventory
}

/** After any write: the next reader sees AWS as it is then. */
export function dropInventory(): void {
  const state = kept()
  state.until = 0
  state.flight = null
  state.stale = null
  state.writes += 1
  state.wroteAt = Date.now()
}

const LATELY_MS = 120_000

/** Whether something was written here so lately that AWS may still be at it. */
export function wroteLately(): boolean {
  return Date.now() - kept().wroteAt < LATELY_MS
}

/** One target as just read takes its place in the kept answer; the rest stays as old as it is. */
export function noteTarget(target: Target): Reading | null {
  const state = kept()
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
export function forgetInventory(): void {
  dropInventory()
  kept().reading = null
  kept().simulated = []
  kept().access = null
  dropAwsFacts()
}

/** Who looks for findings hears only of readings that IAM is in: without it nothing is known to be wrong or right. */
function tellOf(state: Kept, reading: Reading): void {
  if (hasIam(reading)) state.told?.(reading)
}

/** A database was just read: its users join the kept answer without asking AWS again. */
export function keepScan(scan: DatabaseScan): void {
  const state = kept()
  if (!state.reading) return
  state.stale = null
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
export function keepSimulated(answers: readonly KeptAnswer[]): void {
  const state = kept()
  state.simulated = mostTelling(newestAnswers(state.simulated, answers), REMEMBERED_MOST)
  if (!state.reading || !hasIam(state.reading)) return
  state.stale = null
  const before = refusalsKey(state.reading)
  const inventory = withSimulated(state.reading, answers)
  state.reading = inventory
  // An answer that changes no verdict is no reason to look for findings again.
  if (refusalsKey(inventory) !== before) tellOf(state, inventory)
}

/** From now on `tell` hears of every answer that is kept, of the present one at once. */
export function onInventory(tell: (inventory: Inventory) => void): void {
  const state = kept()
  state.told = tell
  if (state.reading) tellOf(state, state.reading)
}

/** Milliseconds since the kept answer was read; null: there is none. */
export function inventoryAge(): number | null {
  const { reading } = kept()
  return reading ? Date.now() - Date.parse(reading.readAt) : null
}

/** The kept answer without asking AWS; null when nothing was read yet. */
export function knownReading(): Reading | null {
  return kept().reading
}

function staleCaveat(error: AppError): Caveat {
  return {
    id: 'stale',
    scope: 'iam',
    subject: 'account',
    message: `The account could not be read again, so an older reading is shown. ${error.message}`,
    answer: error.answer,
    missingAction: error.missingAction,
    at: new Date().toISOString(),
  }
}

async function compiled(state: Kept, read: Reading): Promise<Reading> {
  if (!hasIam(read)) return read
  state.access = await compileAccessGradually(read, breathe, state.access)
  return withSimulated(withJudgedCaveat(state.access), state.simulated)
}

function startReading(state: Kept): Promise<Reading> {
  const { writes } = state
  const flight = readInventory(state.reading).then(async read => {
    const reading = await compiled(state, read)
    if (state.writes === writes) {
      state.reading = reading
      state.stale = null
      state.until = Date.now() + settings().inventorySeconds * 1000
      tellOf(state, reading)
    }
    return reading
  })
  const done = () => {
    if (state.flight === flight) state.flight = null
  }
  flight.then(done, done)
  state.flight = flight
  return flight
}

const ASK_AGAIN_AFTER_MS = 5_000

function serveOlder(state: Kept, error: unknown): Reading {
  const { reading } = state
  if (!reading || !(error instanceof AppError) || error.code === 'internal') throw error
  log.warn({ err: error }, 'the account could not be read again: an older reading is shown')
  const older = {
    ...asKept(reading, error, new Date().toISOString()),
    caveats: [staleCaveat(error), ...reading.caveats],
  }
  state.stale = { reading: older, until: Date.now() + ASK_AGAIN_AFTER_MS }
  return older
}

/**
 * One dated reading of the account, shared for a minute by all who ask; the older one, said to be old, when AWS fails.
 * It may lack IAM: for whoever needs no verdict. Everybody else takes `loadInventory`.
 */
export async function loadReading(options: { fresh?: boolean } = {}): Promise<Reading> {
  const state = kept()
  if (state.access) adoptAccess(state.access)
  if (!options.fresh) {
    if (state.reading && state.until > Date.now()) return state.reading
    if (state.stale && state.stale.until > Date.now()) return state.stale.reading
  }
  try {
    const reading = await (state.flight ?? startReading(state))
    if (state.access) adoptAccess(state.access)
    return reading
  } catch (error) {
    return serveOlder(state, error)
  }
}

/** The same, IAM in it: what verdicts, counts of people and "nobody" rest on. Throws where IAM was never read. */
export async function loadInventory(options: { fresh?: boolean } = {}): Promise<Inventory> {
  const reading = await loadReading(options)
  if (hasIam(reading)) return reading
  throw iamUnread(reading)
}
