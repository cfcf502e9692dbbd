import type { AccountReading, RegionReading } from '@/lib/access/model/inventory'
import { unreadWords } from './unread-listings'
import { unreadPolicies } from './unread-policies'

/** What an answer about all targets leaves out, as a sentence of its own; null where every Region was listed whole. */
export function beyondRead(regions: readonly RegionReading[]): string | null {
  const unread = unreadWords(regions)
  return unread && `Not in this answer: ${unread}, so who reaches what is there is not known.`
}

/** The same of policies that did not come. */
export function beyondPolicies(reading: Pick<AccountReading, 'caveats'>): string | null {
  const unread = unreadPolicies(reading)
  return unread && `Not in this answer: ${unread}, so whom that lets in is not evaluated.`
}
