import type { ReactNode } from 'react'
import { ExportMenu } from '@/components/export-menu'
import { FilterInput } from '@/components/filter-input'
import { ButtonLink } from '@/components/ui/button'
import { FilterChip } from '@/components/ui/filter-chip'
import { familyLabel } from '@/lib/access/model/engine-family/engine-families'
import { isWhole } from '@/lib/access/reading/region-reading'
import { unreadWords, withUnread } from '@/lib/access/reading/unread-listings'
import { formatCount } from '@/lib/format'
import { routes } from '@/lib/routes'
import { type StateGroup, type TargetQuery, targetQuery, targetsHref } from '../search-params'
import { environment, matches, stateGroup, tlsOf } from './select-targets'
import type { TargetReading, TargetRow } from './target-row'

type FilterKey = 'region' | 'engine' | 'iam' | 'tls' | 'env'

const STATES: Record<StateGroup, string> = {
  on: 'On',
  pending: 'Pending',
  off: 'Off',
  unsupported: 'Unsupported',
}

const FILTERS: {
  key: FilterKey
  name: string
  of: (row: TargetRow) => string | null
  words: (value: string) => ReactNode
}[] = [
  { key: 'region', name: 'Region', of: row => row.region, words: value => value },
  { key: 'engine', name: 'Engine', of: row => row.family, words: familyLabel },
  { key: 'iam', name: 'IAM auth', of: stateGroup, words: value => STATES[value as StateGroup] },
  { key: 'tls', name: 'TLS', of: tlsOf, words: value => (value === 'enforced' ? 'Enforced' : 'Optional') },
  { key: 'env', name: 'Environment', of: environment, words: value => value },
]

function toggled(query: TargetQuery, key: FilterKey, value: string): TargetQuery {
  const list = query[key] as string[]
  const next = list.includes(value) ? list.filter(item => item !== value) : [...list, value]
  return { ...query, [key]: next }
}

function optionsOf(
  rows: TargetRow[],
  query: TargetQuery,
  filter: (typeof FILTERS)[number],
  partial: readonly string[],
) {
  const counts = new Map<string, number>()
  for (const value of query[filter.key]) counts.set(value, 0)
  for (const row of rows) {
    const value = filter.of(row)
    if (value === null) continue
    counts.set(value, (counts.get(value) ?? 0) + (matches(row, query, filter.key) ? 1 : 0))
  }
  // Of a Region that was not listed whole no number is known.
  const isCounted = (value: string) => filter.key !== 'region' || !partial.includes(value)
  return [...counts]
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([value, count]) => ({
      value,
      label: filter.words(value),
      href: targetsHref(toggled(query, filter.key, value)),
      selected: (query[filter.key] as string[]).includes(value),
      ...(isCounted(value) ? { count } : {}),
    }))
}

interface TargetFiltersProps {
  rows: TargetRow[]
  shown: number
  regions: TargetReading['regions']
  query: TargetQuery
}

export function TargetFilters({ rows, shown, regions, query }: TargetFiltersProps) {
  const partial = regions.filter(region => !isWhole(region)).map(({ region }) => region)
  const unread = unreadWords(regions)
  const exportHref = (format: string) =>
    routes.targetsExport(query.account, { ...targetQuery(query), format })
  const count =
    shown === rows.length ? formatCount(shown, 'target') : `${shown} of ${formatCount(rows.length, 'target')}`
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 px-5 py-2.5 max-sm:px-4">
      <FilterInput label="Filter targets" placeholder="Filter by name or id" className="w-54 max-sm:w-full" />
      <div className="flex gap-2 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 max-sm:py-0.5">
        {FILTERS.map(filter => (
          <FilterChip
            key={filter.key}
            name={filter.name}
            options={optionsOf(rows, query, filter, partial)}
            clearHref={query[filter.key].length > 0 ? targetsHref({ ...query, [filter.key]: [] }) : null}
            {...(filter.key === 'region' && unread
              ? { attention: unread, summary: `${partial.length} not read` }
              : {})}
          />
        ))}
      </div>
      <span className="flex-1" />
      <span aria-live="polite" className="text-xs text-muted">
        {withUnread(count, unread)}
      </span>
      <ButtonLink href={routes.reconcile(query.account)} prefetch={false} className="max-sm:hidden">
        Reconcile users
      </ButtonLink>
      <span className="max-sm:hidden">
        <ExportMenu files={{ csv: exportHref('csv'), zip: exportHref('zip') }} />
      </span>
    </div>
  )
}
