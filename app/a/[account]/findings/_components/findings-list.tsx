import { Pager } from '@/components/pager'
import type { FindingList, ListEntry } from '@/lib/services/findings/list-findings'
import { type FindingQuery, filtersOf } from '../search-params'
import { findingsHref } from './finding-link'
import { FindingRow } from './finding-row'
import { GroupRow } from './group-row'
import { ListFilters } from './list-filters'
import { NoFindings } from './no-findings'
import { UncheckedList } from './unchecked-list'

interface FindingsListProps {
  list: FindingList
  query: FindingQuery
  /** On a phone the detail takes the page once a finding is chosen. */
  chosen: boolean
  now: string
}

const keyOf = (entry: ListEntry) => ('line' in entry ? entry.line.id : entry.group.rule)
const keysOf = (entry: ListEntry) =>
  'line' in entry ? [entry.line.id] : [entry.group.rule, ...entry.group.lines.map(({ id }) => id)]

/** A third of a wide screen: filters that are the legend, then the findings, worst first. */
export function FindingsList({ list, query, chosen, now }: FindingsListProps) {
  const { entries, selected } = list
  const keys = entries.flatMap(keysOf)
  const reachable = selected !== null && keys.includes(selected) ? selected : keys[0]
  return (
    <section
      aria-label="Findings"
      className={`flex min-h-0 shrink-0 flex-col border-line md:w-91 md:border-r xl:w-110 2xl:w-140 ${chosen ? 'max-md:hidden' : ''}`}
    >
      <ListFilters list={list} query={query} />
      <div className="min-h-0 flex-1 md:overflow-y-auto" data-finding-scroll="">
        {entries.length === 0 && list.unchecked.length === 0 ? (
          <NoFindings list={list} query={query} />
        ) : null}
        <ul>
          {entries.map(entry =>
            'line' in entry ? (
              <FindingRow
                key={keyOf(entry)}
                line={entry.line}
                query={query}
                selected={entry.line.id === selected}
                tabbable={entry.line.id === reachable}
                now={now}
              />
            ) : (
              <GroupRow
                key={keyOf(entry)}
                group={entry.group}
                query={query}
                selected={selected}
                reachable={reachable}
                now={now}
              />
            ),
          )}
        </ul>
        {list.entries.some(entry => 'group' in entry) ? (
          <p className="hidden py-2 font-medium print:block">
            Findings of one kind stand folded here as on screen. “Print” under Export gives each a row of its
            own.
          </p>
        ) : null}
        <UncheckedList unchecked={list.unchecked} query={query} now={now} />
        <Pager
          page={list.page}
          pages={list.pages}
          href={page => findingsHref({ ...filtersOf(query), page })}
          whole={findingsHref({ ...filtersOf(query), print: '1' })}
        />
      </div>
    </section>
  )
}
