import { z } from 'zod'
import { SEVERITIES } from '@/lib/findings/finding'
import type { FindingFilter } from '@/lib/services/findings/select-findings'

const many = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform(value => (value === undefined ? [] : Array.isArray(value) ? value : [value]))
const one = many.transform(values => values[0] ?? '')

const SORTS = ['severity', 'newest', 'oldest'] as const

/** What the address may say, the account in its path included. Anything it cannot mean is passed over, never an error. */
const schema = z.object({
  account: one,
  q: one,
  severity: many.transform(values => SEVERITIES.filter(severity => values.includes(severity))),
  target: many,
  kind: many,
  state: one.transform(value => (value === 'accepted' ? 'accepted' : 'open')),
  sort: one.transform(value => SORTS.find(sort => sort === value) ?? 'severity'),
  /** Rules whose folded findings are shown. */
  open: many,
  finding: one.transform(value => value || null),
  fix: one.transform(value => value || null),
  /** The whole list, for paper. */
  print: one.transform(value => (value === '1' ? '1' : null)),
  page: one.transform(value => (/^[1-9]\d{0,5}$/.test(value) ? Number(value) : null)),
})

export type FindingQuery = z.output<typeof schema>

export function parseFindingQuery(params: Record<string, string | string[] | undefined>): FindingQuery {
  return schema.parse(params)
}

/** Back into what follows the path; what is at its default stays out of it. */
export function findingQuery(query: FindingQuery): Record<string, string | string[] | number | null> {
  const { account: _account, state, sort, ...rest } = query
  return {
    ...rest,
    state: state === 'open' ? null : state,
    sort: sort === 'severity' ? null : sort,
  }
}

/** The same list, looked at from its start. */
export function filtersOf(query: FindingQuery): FindingQuery {
  return { ...query, finding: null, fix: null, page: null, print: null }
}

export function findingFilter({ q, severity, target, kind, state }: FindingQuery): FindingFilter {
  return { find: q, severities: severity, targets: target, rules: kind, state }
}
