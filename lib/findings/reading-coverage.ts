import type { Caveat } from '@/lib/access/model/caveat'
import type { AccountReading, Inventory } from '@/lib/access/model/inventory'
import { isWholeNow } from '@/lib/access/reading/region-reading'
import { isBrokenText } from '@/lib/access/reading/unread-policies'

/** How much one reading of an account could see. */
export interface ReadingCoverage {
  /** ISO: the newest that went into it. */
  at: string
  /** Regions that answered. One that is no longer asked is not among them. */
  regions: string[]
  /** Ids of what could not be read. */
  unread: string[]
}

/**
 * Keys only weigh a finding, RCPs bind no login, guardrails were read, a Region nobody opted in to holds nothing, that a proxy is two hops is
 * always so, and an older reading shown again (`stale`) saw then what it saw: none of them hides a finding that was there before. Every
 * other caveat may: without SCPs more cells are green, and what was found because nobody gets through is not found.
 */
function mayHide({ id, scope }: Caveat): boolean {
  const seen = scope === 'credentials' || scope === 'guardrails' || id.startsWith('proxy-hop:')
  return !seen && !['organization:rcps', 'regions:optIn', 'stale'].includes(id)
}

/**
 * A finding that a reading does not show is gone only if that reading saw at least as much as the one that showed it
 * last: all of its Regions, and nothing newly unread. What stays unread for good then hides no end for ever, and what
 * is refused for an hour ends nothing.
 */
export function readingCoverageOf({ readAt, scans, regions, caveats }: Inventory): ReadingCoverage {
  const dates = [readAt, ...Object.values(scans).map(({ scannedAt }) => scannedAt)]
  return {
    at: dates.sort().at(-1) ?? readAt,
    regions: regions.filter(isWholeNow).map(({ region }) => region),
    unread: caveats.filter(mayHide).map(({ id }) => id),
  }
}

/** Known of every account in the same way, so that they say nothing about this number: what is only not asked, and a database. */
const LASTING: Caveat['scope'][] = ['database', 'organization', 'guardrails']

/** What a count of findings leaves out, for beside it; null: all that the rules look at was read. */
export function unreadBehindFindings({ caveats }: Pick<AccountReading, 'caveats'>): string | null {
  const counts = (caveat: Caveat) => mayHide(caveat) || caveat.scope === 'credentials'
  const subjects = caveats
    .filter(caveat => counts(caveat) && !LASTING.includes(caveat.scope) && !isBrokenText(caveat))
    .map(({ subject }) => subject)
  const [first, ...others] = new Set(subjects)
  if (first === undefined) return null
  const more = others.length > 0 ? ` and ${others.length} more` : ''
  return `Not all of what findings rest on was read: ${first}${more}`
}
