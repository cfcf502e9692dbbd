import 'server-only'
import type { DatabaseScan } from '@/lib/access/model/database-user'
import { hasIam, type Inventory } from '@/lib/access/model/inventory'
import { mostTelling, newestAnswers, withAnswers } from '@/lib/access/model/kept-answers'
import type { KeptAnswer } from '@/lib/access/model/simulated-cell'
import type { Target } from '@/lib/access/model/target'
import { refusalsKey } from '@/lib/access/organization/organization-overlay'
import { keptTarget } from '@/lib/access/reading/kept-region'
import type { FactName } from '@/lib/access/reading/region-answer'
import type { Account } from '@/lib/account'
import type { Fact, FactState } from '@/lib/grants/steps/fact'
import { withFacts } from '@/lib/grants/steps/facts-in-inventory'
import { cacheOf, putReading } from '@/lib/services/account/reading-cache'
import type { Reading } from '@/lib/services/account/stale-reading'

/**
 * One target as just read takes its place in the reading; the rest stays as old as it is, and so does what AWS did not
 * tell of this one (`unread`).
 */
export function replaceTarget(account: Account, read: Target, unread: readonly FactName[]): Reading | null {
  const cache = cacheOf(account)
  const { reading } = cache
  const same = ({ region, resourceId }: Target) => region === read.region && resourceId === read.resourceId
  const old = reading?.targets.find(same)
  if (!reading || !old) return null
  const target = keptTarget(read, unread, reading)
  if (JSON.stringify(old) === JSON.stringify(target)) return reading
  cache.reading = { ...reading, targets: reading.targets.map(item => (same(item) ? target : item)) }
  return cache.reading
}

/** Databases were read: their users join the reading without asking AWS again. Whoever looks for findings hears of it later. */
export function putScans(account: Account, scans: readonly DatabaseScan[]): void {
  const cache = cacheOf(account)
  if (!cache.reading || scans.length === 0) return
  const newer = Object.fromEntries(scans.map(scan => [scan.resourceId, scan]))
  cache.reading = { ...cache.reading, scans: { ...cache.reading.scans, ...newer } }
}

/**
 * What a change of ours made of the account joins the reading: should AWS not be read again, the older reading does not
 * say of what was just ended that it still connects.
 */
export function putChanged(account: Account, changed: readonly { fact: Fact; state: FactState }[]): void {
  const cache = cacheOf(account)
  if (cache.reading && hasIam(cache.reading)) cache.reading = withFacts(cache.reading, changed)
}

/** The reading has new parts: one search for all of them. */
export function tellInventory(account: Account): void {
  const { reading } = cacheOf(account)
  if (reading) putReading(account, reading)
}

const REMEMBERED_MOST = 20_000

/** AWS's policy simulator was asked: what it said joins the reading at once. */
export function putSimulated(account: Account, answers: readonly KeptAnswer[]): void {
  const cache = cacheOf(account)
  cache.simulated = mostTelling(newestAnswers(cache.simulated, answers), REMEMBERED_MOST)
  if (!cache.reading || !hasIam(cache.reading)) return
  const before = refusalsKey(cache.reading)
  const inventory = withSimulated(cache.reading, answers)
  // An answer that changes no verdict is no reason to look for findings again.
  if (refusalsKey(inventory) === before) cache.reading = inventory
  else putReading(account, inventory)
}

/** The newest of what is remembered here and what the reading brought, as the reading's own policies see it. */
export function withSimulated(inventory: Inventory, simulated: readonly KeptAnswer[]): Inventory {
  if (simulated.length === 0) return inventory
  const own = simulated.filter(({ principalArn }) => principalArn.split(':')[4] === inventory.accountId)
  return withAnswers(inventory, newestAnswers(inventory.simulated, own))
}
