import 'server-only'
import { hasIam } from '@/lib/access/model/inventory'
import { type Account, homeAccount, knownAccounts } from '@/lib/account'
import { dropClients } from '@/lib/aws/clients'
import { isInUse } from '@/lib/services/account/in-use'
import { cacheOf, dropReading } from '@/lib/services/account/reading-cache'
import type { Reading } from '@/lib/services/account/stale-reading'

/** Principals, policies and targets of all accounts together: ten accounts of 5,000 users and roles. */
const MOST = 100_000

export interface ReadingInMemory<Name> {
  account: Name
  /** As it is counted for the limit. */
  size: number
  /** Milliseconds since the epoch. */
  askedAt: number
  /** Never dropped: it would be read again at once, or somebody is at work on it. */
  inUse: boolean
}

/** Whose readings have to go so that the others fit: those that nobody has asked for the longest. */
export function readingsToDrop<Name>(readings: readonly ReadingInMemory<Name>[], most: number): Name[] {
  let size = readings.reduce((sum, reading) => sum + reading.size, 0)
  const dropped: Name[] = []
  for (const reading of readings.toSorted((left, right) => left.askedAt - right.askedAt)) {
    if (size <= most) break
    if (reading.inUse || reading.size === 0) continue
    dropped.push(reading.account)
    size -= reading.size
  }
  return dropped
}

function sizeOf(reading: Reading | null): number {
  if (!reading) return 0
  const iam = hasIam(reading) ? reading.principals.length + reading.policies.length : 0
  return iam + reading.targets.length
}

/**
 * After a reading of `asked`. An account whose reading goes keeps its place: who writes in it and who listens must stay
 * one list, and the next who asks reads it again.
 */
export function makeRoom(asked: Account, most = MOST): void {
  const home = homeAccount()
  const readings = knownAccounts().map(account => {
    const { reading, flight, askedAt } = cacheOf(account)
    const inUse = account === home || account === asked || flight !== null || isInUse(account)
    return { account, size: sizeOf(reading), askedAt, inUse }
  })
  for (const account of readingsToDrop(readings, most)) {
    dropReading(account)
    dropClients(account)
  }
}
