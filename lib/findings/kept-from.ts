import type { AccountReading } from '@/lib/access/model/inventory'
import { keptListing } from '@/lib/access/reading/kept-listing'
import { isWholeNow } from '@/lib/access/reading/region-reading'
import type { Finding } from './finding'

/** The oldest date (ISO) at which RDS described one of these; null: all of them by this reading. */
export function keptFrom(
  reading: Pick<AccountReading, 'regions' | 'targets'>,
  targets: Finding['targets'],
): string | null {
  // Almost always every Region was read.
  if (reading.regions.every(isWholeNow)) return null
  const ids = new Set(targets.map(({ resourceId }) => resourceId))
  const dates = reading.targets
    .filter(({ resourceId }) => ids.has(resourceId))
    .flatMap(target => keptListing(reading, target)?.at ?? [])
  return dates.toSorted()[0] ?? null
}
