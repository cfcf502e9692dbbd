import type { AccountReading } from './inventory'
import { failureOf } from './part'
import { LISTING_OF } from './region-answer'
import type { Target } from './target'

/** A target that is shown as RDS described it before: when that was, and why not again. */
export interface KeptListing {
  /** ISO */
  at: string
  why: string
}

/** Null: described by this very reading. */
export function keptListing(
  { regions }: Pick<AccountReading, 'regions'>,
  { region: name, kind }: Pick<Target, 'region' | 'kind'>,
): KeptListing | null {
  const parts = regions.find(({ region }) => region === name)?.parts
  if (!parts) return null
  const part = parts[LISTING_OF[kind]]
  return part.state === 'kept' ? { at: part.at, why: failureOf(part)?.message ?? '' } : null
}
