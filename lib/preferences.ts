/** What a browser remembers for its person: read by the server, so no page flashes. Never anything secret. */

export const THEME_COOKIE = 'gatehouse-theme'
export const KEYS_COOKIE = 'gatehouse-single-keys'
export const RECENT_COOKIE = 'gatehouse-recent'
/** Where in the tour one is, or that it is closed for good. */
export const TOUR_COOKIE = 'gatehouse-tour'
/** The name that was given at the last sign-in, to be offered at the next. */
export const NAME_COOKIE = 'gatehouse-name'

export type Theme = 'system' | 'light' | 'dark'

export function themeOf(value: string | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'system'
}

export interface RecentRef {
  /** Null: remembered before addresses named their account. */
  accountId: string | null
  region: string
  resourceId: string
}

const RECENT_LIMIT = 5
const REF = /^(?:(\d{12})\/)?([a-z0-9-]{1,32})\/([A-Za-z0-9-]{1,80})$/

/** `account/region/resource-id` with commas between; anything else is passed over. */
export function parseRecent(value: string | undefined): RecentRef[] {
  return (value ?? '')
    .split(',')
    .map(part => REF.exec(part))
    .flatMap(match => {
      const [, accountId = null, region, resourceId] = match ?? []
      return region && resourceId ? [{ accountId, region, resourceId }] : []
    })
    .slice(0, RECENT_LIMIT)
}

/** The list with `seen` at its head. */
export function withRecent(value: string | undefined, seen: RecentRef): string {
  const others = parseRecent(value).filter(ref => ref.resourceId !== seen.resourceId)
  return [seen, ...others]
    .slice(0, RECENT_LIMIT)
    .map(({ accountId, region, resourceId }) => [accountId, region, resourceId].filter(Boolean).join('/'))
    .join(',')
}

export const WAYS = ['dba', 'reviewer', 'oncall'] as const
export type WayId = (typeof WAYS)[number]

/** `ways`: one of them is chosen next. */
export type TourPlace = 'closed' | 'ways' | { way: WayId; step: number }

/** A demo opens with the ways; elsewhere nobody is shown a tour who does not ask for it. */
export function tourPlaceOf(value: string | undefined, isDemo: boolean): TourPlace {
  if (value === 'closed' || value === 'ways') return value
  const [, way, step] = /^(dba|reviewer|oncall)\.(\d)$/.exec(value ?? '') ?? []
  if (way && step) return { way: way as WayId, step: Number(step) }
  return isDemo ? 'ways' : 'closed'
}

export const tourCookie = (place: TourPlace): string =>
  typeof place === 'string' ? place : `${place.way}.${place.step}`
