import type { AccountReading } from '@/lib/access/model/inventory'
import { dateOf, type Part } from '@/lib/access/model/part'
import { regionDate, regionState } from './region-reading'

/** One thing that a page rests on, with its own date. */
export interface DatedPart {
  name: string
  /** ISO; null: never read. */
  at: string | null
  state: Part['state']
}

/** What `asOf` is the oldest date of: IAM and the targets of every Region, each for itself. */
export function datedParts({ parts, regions }: AccountReading): DatedPart[] {
  return [
    { name: 'IAM', at: dateOf(parts.iam), state: parts.iam.state },
    ...regions.map(region => ({
      name: region.region,
      at: regionDate(region),
      state: regionState(region),
    })),
  ]
}
