import type { RegionReading } from '@/lib/access/model/inventory'
import { failureOf, isKnown, oldest, type Part, type PartFailure } from '@/lib/access/model/part'
import { LISTINGS } from './region-answer'

/** The parts that say which targets there are. */
export function listings({ parts }: RegionReading): Part[] {
  return LISTINGS.map(name => parts[name])
}

/** Whether every kind of target was listed by this very reading: what is not there then is not there. */
export function isWholeNow(region: RegionReading): boolean {
  return listings(region).every(({ state }) => state === 'read')
}

/** The same, an older answer included. */
export function isWhole(region: RegionReading): boolean {
  return listings(region).every(isKnown)
}

/** The date of what is shown of the Region, ISO; null where something of it was never read. */
export function regionDate(region: RegionReading): string | null {
  return oldest(listings(region))
}

/** Why something of the Region is missing or old; null: all of it was read. */
export function regionFailure(region: RegionReading): PartFailure | null {
  return (
    listings(region)
      .map(failureOf)
      .find(failure => failure !== null) ?? null
  )
}

/** One word for a Region, for strips and tables. */
export function regionState(region: RegionReading): Part['state'] {
  const states = listings(region).map(({ state }) => state)
  const order = ['failed', 'refused', 'notAsked', 'reading', 'kept'] as const
  return order.find(state => states.includes(state)) ?? 'read'
}

export const readAtOnce = (at: string): RegionReading['parts'] => {
  const part = { state: 'read', at } as const
  return {
    instances: part,
    clusters: part,
    proxies: part,
    engineSupport: part,
    parameters: part,
    tags: part,
  }
}
