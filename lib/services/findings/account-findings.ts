import 'server-only'
import { compileAccessGradually } from '@/lib/access/decide/compile-access'
import type { Inventory } from '@/lib/access/model/inventory'
import { refusalsKey } from '@/lib/access/organization/organization-overlay'
import { prepareSummaries } from '@/lib/access/reach/summary'
import { type Account, accountPart } from '@/lib/account'
import { findSteps } from '@/lib/findings/find-all'
import type { Finding, FindingContext } from '@/lib/findings/finding'
import { RULES } from '@/lib/findings/rules'
import { log } from '@/lib/log/log'
import { runInSlices, yieldToEventLoop, yieldWhenDue } from '@/lib/services/account/yield-to-event-loop'
import { recordFindings } from '@/lib/services/findings/record-findings'

interface Progress {
  /** Rules that were begun. */
  asked: number
}

interface Search {
  parts: unknown[]
  finding: Promise<Finding[]>
  found: Finding[] | null
  progress: Progress
  /** The records know what was found, or could not be told. */
  recorded: Promise<void>
}

interface Searches {
  byReading: WeakMap<object, Search>
  /** What the newest search that is through has found. */
  last: Finding[] | null
}

const searchesOf = accountPart('findings', (): Searches => ({ byReading: new WeakMap(), last: null }))

/** What the rules look at: the same reading shown again with another caveat is not searched twice. */
const partsOf = (inventory: Inventory) => {
  const { targets, policies, managedPolicies, groups, scans, regions, quotas } = inventory
  return [targets, policies, managedPolicies, groups, scans, regions, quotas, refusalsKey(inventory)]
}

function searchOf(account: Account, inventory: Inventory): Search | null {
  const search = searchesOf(account).byReading.get(inventory.principals)
  const parts = partsOf(inventory)
  return search?.parts.every((part, index) => part === parts[index]) ? search : null
}

/** The rules, telling when each is begun. */
const counted = (progress: Progress) =>
  RULES.map(rule => ({
    ...rule,
    find(context: FindingContext) {
      progress.asked += 1
      return rule.find(context)
    },
  }))

async function search(inventory: Inventory, progress: Progress): Promise<Finding[]> {
  const access = await compileAccessGradually(inventory, yieldToEventLoop)
  // Whoever shows the reading has just worked on it.
  await yieldToEventLoop()
  await prepareSummaries(access, yieldWhenDue())
  return runInSlices(findSteps(access, { now: new Date() }, counted(progress)))
}

/** Everything wrong in one reading of the account, worst first; looked for once, shared by all who ask. */
export function accountFindings(account: Account, inventory: Inventory): Promise<Finding[]> {
  const known = searchOf(account, inventory)
  if (known) return known.finding
  const searches = searchesOf(account)
  const progress = { asked: 0 }
  const finding = search(inventory, progress)
  const recorded = finding.then(found => recordFindings(inventory, found)).catch(unrecorded)
  const started: Search = { parts: partsOf(inventory), finding, found: null, progress, recorded }
  searches.byReading.set(inventory.principals, started)
  started.finding.then(
    found => {
      started.found = found
      searches.last = found
    },
    () => {
      if (searches.byReading.get(inventory.principals) === started)
        searches.byReading.delete(inventory.principals)
    },
  )
  return started.finding
}

function unrecorded(error: unknown): void {
  log.warn({ err: error }, 'what was found could not be recorded')
}

/** Once the records know what the search of this reading found, or failed to be told. */
export async function whenRecorded(account: Account, inventory: Inventory): Promise<void> {
  await searchOf(account, inventory)?.recorded
}

/** How far the search of this reading is, in rules; 0 while nobody has asked for it. */
export function rulesAsked(account: Account, inventory: Inventory): number {
  return searchOf(account, inventory)?.progress.asked ?? 0
}

/** The same without looking: null before the search of this reading is through. */
export function knownFindings(account: Account, inventory: Inventory): Finding[] | null {
  return searchOf(account, inventory)?.found ?? null
}

/** Of this reading, or of the one before it; null before the first search of the account. */
export function lastFindings(account: Account, inventory: Inventory): Finding[] | null {
  return knownFindings(account, inventory) ?? searchesOf(account).last
}
