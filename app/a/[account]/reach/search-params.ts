import { z } from 'zod'
import {
  firstDirection,
  PRINCIPAL_SORTS,
  type PrincipalSort,
  type SortDirection,
  TARGET_SORTS,
  type TargetSort,
  USER_SORTS,
  type UserSort,
} from '@/lib/access/reach/ranked-rows'
import type { ReachScope } from '@/lib/access/reach/reach-rows'
import { routes } from '@/lib/routes'

const one = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform(value => (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')))

export const VIEWS = ['principals', 'targets', 'users'] as const
export type ReachView = (typeof VIEWS)[number]

const schema = z.object({
  account: one,
  view: one.transform(value => VIEWS.find(view => view === value) ?? 'principals'),
  q: one,
  env: one,
  admins: one,
  sort: one,
  dir: one,
  page: one.transform(value => (/^[1-9]\d{0,5}$/.test(value) ? Number(value) : 1)),
  print: one.transform(value => value === '1'),
})

export type ReachSorting =
  | { view: 'principals'; sort: PrincipalSort }
  | { view: 'targets'; sort: TargetSort }
  | { view: 'users'; sort: UserSort }

/** What the address asks for; what it cannot mean is passed over. */
export type ReachQuery = ReachScope & {
  account: string
  find: string
  direction: SortDirection
  page: number
  /** Whole, to be printed. */
  print: boolean
} & ReachSorting

type Params = Record<string, string | string[] | undefined>

function keyIn<Key extends string>(sorts: Record<Key, unknown>, value: string, first: Key): Key {
  return Object.hasOwn(sorts, value) ? (value as Key) : first
}

function sorting(view: ReachView, sort: string): ReachSorting {
  if (view === 'targets') return { view, sort: keyIn(TARGET_SORTS, sort, 'principals') }
  if (view === 'users') return { view, sort: keyIn(USER_SORTS, sort, 'principals') }
  return { view, sort: keyIn(PRINCIPAL_SORTS, sort, 'targets') }
}

export function parseReachQuery(params: Params): ReachQuery {
  const { account, view, q, env, admins, sort, dir, page, print } = schema.parse(params)
  const sorted = sorting(view, sort)
  return {
    ...sorted,
    account,
    find: q,
    production: env === 'production',
    withoutAdministrators: admins === 'without',
    direction: dir === 'asc' || dir === 'desc' ? dir : firstDirection(sorted.sort),
    page,
    print,
  }
}

/** The scope in the address; what is at its default stays out of it. */
export function scopeQuery({ production, withoutAdministrators }: ReachScope) {
  return { env: production ? 'production' : null, admins: withoutAdministrators ? 'without' : null }
}

const OWN_ORDER: Record<ReachView, string> = {
  principals: 'targets',
  targets: 'principals',
  users: 'principals',
}

/** Back into what follows the path, from the first page on unless said otherwise. */
export function reachQuery(query: ReachQuery, page: number | null = null) {
  const { view, sort, direction, find } = query
  return {
    view: view === 'principals' ? null : view,
    q: find,
    ...scopeQuery(query),
    sort: sort === OWN_ORDER[view] ? null : sort,
    dir: direction === firstDirection(sort) ? null : direction,
    page: page === 1 ? null : page,
  }
}

export const reachHref = (query: ReachQuery, page: number | null = null) =>
  routes.reach(query.account, reachQuery(query, page))

/** The list whole, to be printed. */
export const printHref = (query: ReachQuery, page: number) =>
  routes.reach(query.account, { ...reachQuery(query, page), print: '1' })
