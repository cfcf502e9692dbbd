import 'server-only'
import { type Account, accountPart } from '@/lib/account'

/** How far the reading under way has come. */
export interface ReadingSoFar {
  regions: number
  /** Null until it is known which Regions there are. */
  ofRegions: number | null
  /** Users and roles. */
  principals: number
}

const nothing = (): ReadingSoFar => ({ regions: 0, ofRegions: null, principals: 0 })
const progressOf = accountPart('reading so far', () => ({ current: nothing() }))

export const readingSoFar = (account: Account): ReadingSoFar => progressOf(account).current

export function noteReadingBegins(account: Account): void {
  progressOf(account).current = nothing()
}
