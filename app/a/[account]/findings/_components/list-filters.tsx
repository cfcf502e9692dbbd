import { ExportMenu } from '@/components/export-menu'
import { FilterInput } from '@/components/filter-input'
import { FilterChip } from '@/components/ui/filter-chip'
import { SegmentedLinks } from '@/components/ui/segmented'
import { unreadBehindFindings } from '@/lib/findings/reading-coverage'
import { formatCount, formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { FindingList } from '@/lib/services/findings/list-findings'
import { type FindingQuery, filtersOf, findingQuery } from '../search-params'
import { findingsHref } from './finding-link'
import { SeverityChips } from './severity-chips'

interface Listed {
  list: FindingList
  query: FindingQuery
}

const SORTS: { value: FindingQuery['sort']; label: string }[] = [
  { value: 'severity', label: 'worst first' },
  { value: 'newest', label: 'newest first' },
  { value: 'oldest', label: 'oldest first' },
]

const addressOf = (query: FindingQuery, change: Partial<FindingQuery>) =>
  findingsHref({ ...filtersOf(query), ...change })

function Choice({
  name,
  of,
  query,
  choices,
}: {
  name: string
  of: 'target' | 'kind'
  query: FindingQuery
  choices: FindingList['targets']
}) {
  return (
    <FilterChip
      name={name}
      clearHref={query[of].length > 0 ? addressOf(query, { [of]: [] }) : null}
      options={choices.map(({ value, label, count }) => {
        const selected = query[of].includes(value)
        const values = selected ? query[of].filter(one => one !== value) : [...query[of], value]
        return { value, label, count, selected, href: addressOf(query, { [of]: values }) }
      })}
    />
  )
}

/** Always one of them, so never a filter that could be taken away. */
function Sort({ query }: { query: FindingQuery }) {
  const current = SORTS.find(({ value }) => value === query.sort)
  return (
    <FilterChip
      name="Sort"
      clearHref={null}
      {...(current ? { summary: current.label } : {})}
      options={SORTS.map(({ value, label }) => ({
        value,
        label: label.charAt(0).toUpperCase() + label.slice(1),
        selected: false,
        href: addressOf(query, { sort: value }),
      }))}
    />
  )
}

function States({ list, query }: Listed) {
  const unread = unreadBehindFindings(list)
  const option = (state: FindingQuery['state'], word: string, count: number) => ({
    value: state,
    label: (
      <>
        {word}{' '}
        <span className="font-normal text-muted" title={unread ?? undefined}>
          {formatNumber(count)}
          {unread ? <span className="sr-only">, not all read</span> : null}
        </span>
      </>
    ),
    href: addressOf(query, { state }),
  })
  return (
    <SegmentedLinks
      label="Open or accepted"
      current={query.state}
      options={[option('open', 'Open', list.open), option('accepted', 'Accepted', list.accepted)]}
    />
  )
}

/** What is shown, and the chips that are filter and legend in one. */
export function ListFilters({ list, query }: Listed) {
  const unread = unreadBehindFindings(list)
  const exportHref = (format: string) =>
    routes.findingsExport(query.account, { ...findingQuery(filtersOf(query)), format })
  return (
    <div className="grid gap-2.5 border-b border-line px-4 pt-3.5 pb-3">
      <div className="flex items-center gap-2">
        <span aria-live="polite" title={unread ?? undefined} className="text-muted">
          {formatCount(list.total, 'finding')} shown{unread ? ', not all read' : ''}
        </span>
        <span className="flex-1" />
        <ExportMenu
          files={{
            csv: exportHref('csv'),
            json: exportHref('json'),
            sarif: exportHref('sarif'),
            zip: exportHref('zip'),
          }}
          paper={findingsHref({ ...filtersOf(query), print: '1' })}
        />
      </div>
      <div className="flex items-center gap-1.5">
        <FilterInput
          label="Filter findings"
          placeholder="Policy, target, user, kind"
          className="min-w-0 flex-1"
        />
        <Sort query={query} />
      </div>
      <div className="flex flex-wrap items-center gap-1.5">
        <States list={list} query={query} />
        <Choice name="Target" of="target" query={query} choices={list.targets} />
        <Choice name="Kind" of="kind" query={query} choices={list.rules} />
      </div>
      <div className="flex items-center gap-1.5 max-md:-mx-4 max-md:overflow-x-auto max-md:px-4 max-md:py-0.5 md:flex-wrap md:gap-1">
        <SeverityChips query={query} counts={list.bySeverity} partly={unread !== null} />
      </div>
    </div>
  )
}
