import type { AccountReading } from '@/lib/access/model/inventory'
import { failureOf } from '@/lib/access/model/part'
import type { Target } from '@/lib/access/model/target'
import { LISTING_OF } from './region-answer'

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
