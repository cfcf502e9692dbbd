import { EmptyState } from '@/components/empty-state'
import { FilterInput } from '@/components/filter-input'
import { Pager } from '@/components/pager'
import { ButtonLink } from '@/components/ui/button'
import { FilterChip } from '@/components/ui/filter-chip'
import { SegmentedLinks } from '@/components/ui/segmented'
import { formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { FindingList } from '@/lib/services/list-findings'
import { type FindingQuery, filtersOf, findingQuery } from '../search-params'
import { ExportMenu } from './export-menu'
import { FindingRow } from './finding-row'
import { SeverityChips } from './severity-chips'

interface FindingsListProps {
  list: FindingList
  query: FindingQuery
  /** On a phone the detail takes the page once a finding is chosen. */
  chosen: boolean
  now: string
}

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
  const fresh = filtersOf(query)
  const href = (values: string[]) => routes.findings(findingQuery({ ...fresh, [of]: values }))
  return (
    <FilterChip
      name={name}
      clearHref={query[of].length > 0 ? href([]) : null}
      options={choices.map(({ value, label, count }) => {
        const selected = query[of].includes(value)
        const values = selected ? query[of].filter(one => one !== value) : [...query[of], value]
        return { value, label, count, selected, href: href(values) }
      })}
    />
  )
}

function States({ list, query }: { list: FindingList; query: FindingQuery }) {
  const option = (state: FindingQuery['state'], word: string, count: number) => ({
    value: state,
    label: (
      <>
        {word} <span className="font-normal text-muted">{formatNumber(count)}</span>
      </>
    ),
    href: routes.findings(findingQuery({ ...filtersOf(query), state })),
  })
  return (
    <SegmentedLinks
      label="Open or accepted"
      current={query.state}
      options={[option('open', 'Open', list.open), option('accepted', 'Accepted', list.accepted)]}
    />
  )
}

function Nothing({ list, query }: { list: FindingList; query: FindingQuery }) {
  const filtered = query.q !== '' || query.severity.length + query.target.length + query.kind.length > 0
  if (filtered)
    return (
      <EmptyState
        title="No finding matches"
        actions={
          <ButtonLink href={routes.findings({ state: query.state === 'open' ? null : query.state })}>
            Clear filters
          </ButtonLink>
        }
      >
        The filters hide all of them.
      </EmptyState>
    )
  if (query.state === 'accepted')
    return (
      <EmptyState title="Nothing is accepted">
        A finding that somebody answers for stands here until its day, with name and reason.
      </EmptyState>
    )
  return (
    <EmptyState title="Nothing is wrong in what was read">
      Every rule was asked of every policy, target and database user
      {list.caveats.length > 0 ? '; what could not be read could not be checked.' : '.'}
    </EmptyState>
  )
}

/** 364 px: filters that are the legend, then the findings, worst first. */
export function FindingsList({ list, query, chosen, now }: FindingsListProps) {
  const reachable = list.rows.some(({ id }) => id === list.selected) ? list.selected : list.rows[0]?.id
  return (
    <section
      aria-label="Findings"
      className={`flex min-h-0 shrink-0 flex-col border-line md:w-91 md:border-r ${chosen ? 'max-md:hidden' : ''}`}
    >
      <div className="grid gap-2.5 border-b border-line px-4 pt-3.5 pb-3">
        <div className="flex items-center gap-2">
          {chosen ? <h2 className="text-xl font-semibold tracking-[-0.02em]">Findings</h2> : null}
          <span aria-live="polite" className={chosen ? 'sr-only' : 'text-muted'}>
            {formatNumber(list.total)} shown
          </span>
          <span className="flex-1" />
          <States list={list} query={query} />
          <ExportMenu query={findingQuery(filtersOf(query))} />
        </div>
        <FilterInput label="Filter findings" placeholder="Policy, target, user or kind" />
        <div className="flex items-center gap-1.5 max-md:-mx-4 max-md:overflow-x-auto max-md:px-4 max-md:py-0.5 md:flex-wrap md:gap-1">
          <SeverityChips query={query} counts={list.bySeverity} />
          <Choice name="Target" of="target" query={query} choices={list.targets} />
          <Choice name="Kind" of="kind" query={query} choices={list.rules} />
        </div>
      </div>
      <div className="min-h-0 flex-1 md:overflow-y-auto" data-finding-scroll="">
        {list.rows.length === 0 ? <Nothing list={list} query={query} /> : null}
        <ul>
          {list.rows.map(line => (
            <FindingRow
              key={line.id}
              line={line}
              query={query}
              selected={line.id === list.selected}
              tabbable={line.id === reachable}
              now={now}
            />
          ))}
        </ul>
        <Pager
          page={list.page}
          pages={list.pages}
          href={page => routes.findings(findingQuery({ ...filtersOf(query), page }))}
        />
      </div>
    </section>
  )
}
