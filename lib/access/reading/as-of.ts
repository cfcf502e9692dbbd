import type { AccountReading } from '@/lib/access/model/inventory'
import { dateOf } from '@/lib/access/model/part'
import { listings } from './region-reading'

const known = new WeakMap<AccountReading, string>()

/**
 * The date of what is shown: the oldest of IAM and of every Region's targets, ISO. Of a reading of which a part was kept
 * from before it is that part's own date, never the date of the attempt that failed.
 */
export function asOf(reading: AccountReading): string {
  const found = known.get(reading)
  if (found) return found
  const parts = [reading.parts.iam, ...reading.regions.flatMap(listings)]
  const [first = reading.readAt] = parts
    .map(dateOf)
    .filter(date => date !== null)
    .toSorted()
  known.set(reading, first)
  return first
}
