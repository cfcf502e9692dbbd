import { compileAccess } from '@/lib/access/decide/compile-access'
import { type AccountReading, hasIam, type Inventory } from '@/lib/access/model/inventory'
import type { Principal } from '@/lib/access/model/principal'
import type { Target } from '@/lib/access/model/target'
import { hostsOf } from '@/lib/access/model/target-hosts'
import type { Verdict } from '@/lib/access/model/verdict'
import { reachCounts, summariesAreReady, targetSummary } from '@/lib/access/reach/summary'
import type { NameList } from './name-list'
import { nearestNames } from './nearest-names'
import { RANK, type Ranked, ranked } from './rank-names'
import { type HeldByName, type PlacedUser, searchIndex } from './search-index'

/** The target that answers at an endpoint; of a member's, its cluster. */
export function targetAt({ targets }: Pick<AccountReading, 'targets'>, host: string): Target | null {
  return targets.find(target => hostsOf(target).includes(host)) ?? null
}

export interface FoundTarget {
  target: Target
  /** Null: not evaluated, or not counted yet. */
  canConnect: number | null
}

export interface FoundPrincipal {
  principal: Principal
  verdict: Verdict | null
  detail: string | null
}

export interface Found {
  targets: FoundTarget[]
  principals: FoundPrincipal[]
  policies: HeldByName[]
  databaseUsers: { name: string; target: Target; detail: string; verdict: Verdict | null }[]
  /** The same names over the whole account, where they stand on more than one target. */
  databaseUsersOverall: { name: string; targets: number }[]
  /** Of the best of each. */
  ranks: { targets: number; principals: number; policies: number; databaseUsers: number }
}

export interface SearchOptions {
  /** Resource ids of the targets that were looked at lately. */
  recent?: readonly string[]
}

const LIMIT = 6
const FEW = 2

type Reading = AccountReading | Inventory

function principalLine(reading: Reading, principal: Principal): FoundPrincipal {
  const untold = { principal, verdict: null, detail: principal.description }
  if (!hasIam(reading)) return untold
  const access = compileAccess(reading)
  if (!summariesAreReady(access)) return untold
  const reach = reachCounts(access, principal.arn)
  const count = reach.canConnect + reach.conditional
  if (count > 0) {
    const detail = `reaches ${count} database ${count === 1 ? 'user' : 'users'}`
    return { principal, verdict: reach.canConnect > 0 ? 'canConnect' : 'conditional', detail }
  }
  return { ...untold, verdict: reach.dormant > 0 ? 'dormant' : null }
}

export function targetLine(reading: Reading, target: Target): FoundTarget {
  if (!hasIam(reading)) return { target, canConnect: null }
  const access = compileAccess(reading)
  const known = summariesAreReady(access)
  return { target, canConnect: known ? targetSummary(access, target).canConnect : null }
}

const userLine = ({ name, target, missing, dormant }: PlacedUser): Found['databaseUsers'][number] => ({
  name,
  target,
  detail: missing ? `named in policies, not on ${target.name}` : `on ${target.name}`,
  verdict: dormant ? 'dormant' : null,
})

const bestOf = (...found: Ranked<unknown>[][]) =>
  Math.min(RANK.none, ...found.flatMap(list => list[0]?.rank ?? []))

/** Targets, principals, policies and database users whose names hold the term, a few of each. */
export function searchInventory(reading: Reading, term: string, { recent = [] }: SearchOptions = {}): Found {
  const index = searchIndex(reading)
  const isRecent = ({ resourceId }: Target) => recent.includes(resourceId)
  const named = <Item>(list: NameList<Item>, limit = LIMIT) => (term ? ranked(list, term, { limit }) : [])
  const targets = ranked(index.targets, term, { limit: LIMIT, isRecent })
  const principals = named(index.principals)
  const policies = named(index.policies, 3)
  const users = term
    ? ranked(index.databaseUsers, term, { limit: LIMIT, isRecent: ({ target }) => isRecent(target) })
    : []
  const everywhere = named(index.everywhere, FEW)
  return {
    targets: targets.map(({ item }) => targetLine(reading, item)),
    principals: principals.map(({ item }) => principalLine(reading, item)),
    policies: policies.map(({ item }) => item),
    databaseUsers: users.map(({ item }) => userLine(item)),
    databaseUsersOverall: everywhere.map(({ item }) => item),
    ranks: {
      targets: bestOf(targets),
      principals: bestOf(principals),
      policies: bestOf(policies),
      databaseUsers: bestOf(users, everywhere),
    },
  }
}

/** What is called most like it, where nothing is called so. */
export function searchNearest(reading: Reading, term: string): Found {
  const index = searchIndex(reading)
  const nothing = searchInventory(reading, '')
  return {
    ...nothing,
    targets: nearestNames(index.targets, term, 3).map(target => targetLine(reading, target)),
    principals: nearestNames(index.principals, term, 3).map(principal => principalLine(reading, principal)),
    databaseUsers: nearestNames(index.databaseUsers, term, 2).map(userLine),
  }
}
