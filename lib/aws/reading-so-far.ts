import 'server-only'

/** How far the reading under way has come. */
export interface ReadingSoFar {
  regions: number
  /** Null until it is known which Regions there are. */
  ofRegions: number | null
  /** Users and roles. */
  principals: number
}

// Pages and routes are separate bundles: what one counts the other shows.
const shared = globalThis as typeof globalThis & { gatehouseReadingSoFar?: ReadingSoFar }

export function readingSoFar(): ReadingSoFar {
  shared.gatehouseReadingSoFar ??= { regions: 0, ofRegions: null, principals: 0 }
  return shared.gatehouseReadingSoFar
}

export function noteReadingBegins(): void {
  shared.gatehouseReadingSoFar = { regions: 0, ofRegions: null, principals: 0 }
}
