import type { PrincipalReachRow, TargetReachRow, UserReachRow } from './reach-rows'

export type SortDirection = 'asc' | 'desc'
type KeyOf<Row> = (row: Row) => string | number

/** What each list can be sorted by; the first is its own order. */
export const PRINCIPAL_SORTS = {
  targets: row => row.targets,
  name: row => row.label,
  conditional: row => row.conditional,
  dormant: row => row.dormant,
  unknown: row => row.notEvaluated,
  users: row => row.databaseUsers ?? 0,
  production: row => row.production,
} satisfies Record<string, KeyOf<PrincipalReachRow>>

export const TARGET_SORTS = {
  principals: row => row.principals,
  name: row => row.name,
  administrators: row => row.administrators ?? 0,
  wildcard: row => row.onlyWildcard,
  conditional: row => row.conditional,
  dormant: row => row.dormant,
  unknown: row => row.notEvaluated,
} satisfies Record<string, KeyOf<TargetReachRow>>

export const USER_SORTS = {
  principals: row => row.principals,
  name: row => row.name,
  exists: row => row.exists,
  ready: row => row.ready,
  missing: row => row.missing,
  unread: row => row.unread,
  reached: row => row.reachedOn,
  dormant: row => row.dormant,
  unknown: row => row.notEvaluated,
} satisfies Record<string, KeyOf<UserReachRow>>

export type PrincipalSort = keyof typeof PRINCIPAL_SORTS
export type TargetSort = keyof typeof TARGET_SORTS
export type UserSort = keyof typeof USER_SORTS

/** Numbers start with the largest, words with A. */
export const firstDirection = (sort: string): SortDirection => (sort === 'name' ? 'asc' : 'desc')

const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0)

/** Equal rows stand by their name whichever way the rest is turned, so the order never jumps. */
export function rankedRows<Row>(
  rows: readonly Row[],
  keyOf: KeyOf<Row>,
  direction: SortDirection,
  nameOf: (row: Row) => string,
): Row[] {
  const sign = direction === 'asc' ? 1 : -1
  return rows.toSorted((a, b) => sign * compare(keyOf(a), keyOf(b)) || compare(nameOf(a), nameOf(b)))
}
