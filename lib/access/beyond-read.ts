import type { RegionReading } from './inventory'
import { unreadWords } from './unread-listings'

/** What an answer about all targets leaves out, as a sentence of its own; null where every Region was listed whole. */
export function beyondRead(regions: readonly RegionReading[]): string | null {
  const unread = unreadWords(regions)
  return unread && `Not in this answer: ${unread}, so who reaches what is there is not known.`
}
