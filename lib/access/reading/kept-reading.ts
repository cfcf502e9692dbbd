import type { AccountReading, Inventory, RegionReading } from '@/lib/access/model/inventory'
import type { Part, PartFailure } from '@/lib/access/model/part'
import type { AppError } from '@/lib/errors'

function kept(part: Part, why: PartFailure): Part {
  return part.state === 'read' ? { state: 'kept', at: part.at, why } : part
}

function keptParts<T extends { [name in keyof T]: Part }>(parts: T, why: PartFailure): T {
  return Object.fromEntries(Object.entries<Part>(parts).map(([name, part]) => [name, kept(part, why)])) as T
}

/** A reading that stands in for one that failed as a whole: every part keeps its own date and says why it is old. */
export function asKept<R extends AccountReading | Inventory>(reading: R, error: AppError, at: string): R {
  const { message, answer, missingAction } = error
  const why = { message, answer, missingAction, at }
  const regions: RegionReading[] = reading.regions.map(region => ({
    ...region,
    parts: keptParts(region.parts, why),
  }))
  return { ...reading, regions, parts: keptParts(reading.parts, why) }
}
