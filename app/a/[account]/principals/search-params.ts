import { z } from 'zod'
import { routes } from '@/lib/routes'

const one = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform(value => (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')))

export const GROUPS = ['people', 'workloads', 'iamUsers'] as const

const SORTS = ['kind', 'name', 'reach', 'used'] as const
export type SortKey = (typeof SORTS)[number]

/** Most first, latest first; words with A. */
export const firstDirection = (sort: SortKey): 'asc' | 'desc' =>
  sort === 'reach' || sort === 'used' ? 'desc' : 'asc'

const schema = z.object({
  account: one,
  q: one,
  group: one.transform(value => GROUPS.find(group => group === value) ?? null),
  sort: one.transform(value => SORTS.find(sort => sort === value) ?? 'kind'),
  dir: one.transform(value => (value === 'asc' || value === 'desc' ? value : null)),
  page: one.transform(value => (/^[1-9]\d{0,5}$/.test(value) ? Number(value) : 1)),
  /** Whole, to be printed. */
  print: one.transform(value => value === '1'),
})

export type PrincipalQuery = z.output<typeof schema>

export function parsePrincipalQuery(params: Record<string, string | string[] | undefined>): PrincipalQuery {
  return schema.parse(params)
}

/** Back into what follows the path, from the first page on; what is at its default stays out of it. */
export function principalQuery({ q, group, sort, dir }: PrincipalQuery) {
  return {
    q,
    group,
    sort: sort === 'kind' ? null : sort,
    dir: dir === firstDirection(sort) ? null : dir,
  }
}

export const principalsHref = (query: PrincipalQuery) =>
  routes.principals(query.account, principalQuery(query))
