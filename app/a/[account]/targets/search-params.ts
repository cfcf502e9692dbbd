import { z } from 'zod'
import { routes } from '@/lib/routes'

export const STATE_GROUPS = ['on', 'pending', 'off', 'unsupported'] as const
export type StateGroup = (typeof STATE_GROUPS)[number]

export const SORTS = ['name', 'engine', 'region', 'iam', 'users', 'connect', 'findings'] as const
export type SortKey = (typeof SORTS)[number]

const many = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform(value => (value === undefined ? [] : Array.isArray(value) ? value : [value]))
const one = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform(value => (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')))

/** What the address may say about the list. Anything it cannot mean is passed over, never an error. */
const schema = z.object({
  account: one,
  q: one,
  region: many,
  engine: many,
  iam: many.transform(values => STATE_GROUPS.filter(group => values.includes(group))),
  tls: many.transform(values => (['enforced', 'optional'] as const).filter(tls => values.includes(tls))),
  env: many,
  open: many,
  sort: one.transform(value => SORTS.find(sort => sort === value) ?? 'name'),
  dir: one.transform(value => (value === 'asc' || value === 'desc' ? value : null)),
})

export type TargetQuery = z.output<typeof schema>

export function parseTargetQuery(params: Record<string, string | string[] | undefined>): TargetQuery {
  return schema.parse(params)
}

/** Back into what follows the path; what is at its default stays out of it. */
export function targetQuery(query: TargetQuery): Record<string, string | string[] | null> {
  const { account: _account, sort, dir, ...filters } = query
  return { ...filters, sort: sort === 'name' ? null : sort, dir }
}

export const targetsHref = (query: TargetQuery) => routes.targets(query.account, targetQuery(query))
