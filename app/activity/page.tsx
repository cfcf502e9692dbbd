import type { Metadata } from 'next'
import { EmptyState } from '@/components/empty-state'
import { FailurePanel } from '@/components/failure-panel'
import { PageHeader } from '@/components/page-header'
import { PrintBar } from '@/components/print-bar'
import { RefreshWhile } from '@/components/refresh-while'
import { ScrollToRow } from '@/components/scroll-to-row'
import { ButtonLink } from '@/components/ui/button'
import { readPage } from '@/lib/actions/read-page'
import { formatCount, formatNumber } from '@/lib/format'
import { MOST_ON_PAPER } from '@/lib/most-on-paper'
import { routes } from '@/lib/routes'
import { type ChangesPage, listChanges } from '@/lib/services/activity/list-changes'
import { ActivityFilters } from './_components/activity-filters'
import { ActivityTable } from './_components/activity-table'
import { EntryDetail } from './_components/entry-detail'
import { activityFilter, activityQuery, parseActivityQuery } from './search-params'

export const metadata: Metadata = { title: 'Activity' }

const PER_PAGE = 50
/** Of these more is to be told soon. */
const MOVING: ReadonlySet<string> = new Set(['running', 'intended'])

/** By itself, or as a part of a change. */
const isAmong = ({ records, changes }: ChangesPage, entry: number) =>
  records.some(({ id }) => id === entry) ||
  [...changes.values()].some(({ entries }) => entries.some(({ id }) => id === entry))

export default async function ActivityPage({ searchParams }: PageProps<'/activity'>) {
  const query = parseActivityQuery(await searchParams)
  const now = new Date()
  const limit = query.print ? MOST_ON_PAPER : PER_PAGE
  const reading = await readPage(context => listChanges(context, { ...activityFilter(query, now), limit }))
  if (!reading.ok)
    return (
      <>
        <PageHeader title="Activity" />
        <FailurePanel failure={reading} />
      </>
    )
  const { records, total, changes } = reading.value
  const filtered = Boolean(
    query.q ||
      query.actor ||
      query.by ||
      query.action ||
      query.outcome ||
      query.target ||
      query.change ||
      query.days !== 'all',
  )
  const last = records.at(-1)
  const whole = routes.activity(activityQuery({ ...query, before: null, entry: null, print: '1' }))
  return (
    <>
      <PageHeader title="Activity" readAt={now.toISOString()} />
      <RefreshWhile
        active={[...records, ...[...changes.values()].flatMap(({ entries }) => entries)].some(({ outcome }) =>
          MOVING.has(outcome),
        )}
        everyMs={5_000}
      />
      {query.print ? (
        <PrintBar back={routes.activity(activityQuery({ ...query, print: null }))}>
          {formatCount(records.length, 'event')} of {formatNumber(total)}
        </PrintBar>
      ) : (
        <ActivityFilters page={reading.value} query={query} now={now} />
      )}
      {query.entry !== null && !isAmong(reading.value, query.entry) ? (
        <section aria-label={`Entry ${query.entry}`} className="border-t border-line bg-surface">
          <h2 className="px-5 pt-3 text-xs font-medium text-muted">
            Entry {query.entry}, not among those below
          </h2>
          <EntryDetail id={query.entry} />
        </section>
      ) : null}
      <ScrollToRow
        selector={`#entry-${query.entry}`}
        of={query.entry === null ? null : String(query.entry)}
      />
      {records.length > 0 ? (
        <ActivityTable page={reading.value} query={query} />
      ) : (
        <EmptyState
          title={filtered ? 'No event matches' : 'Nothing was done here yet'}
          actions={
            filtered ? (
              <ButtonLink href={routes.activity({ days: 'all' })}>Show all of it</ButtonLink>
            ) : undefined
          }
        >
          {filtered
            ? 'The filters or the span of days hide everything.'
            : 'Tokens, switches, grants and what was refused will stand here.'}
        </EmptyState>
      )}
      {records.length < total ? (
        <p className="hidden py-2 font-medium print:block">
          {formatNumber(records.length)} of {formatCount(total, 'event')} are on this paper. “Print the whole
          list” under the list prints the others.
        </p>
      ) : null}
      {last && records.length === limit && total > limit ? (
        <nav aria-label="Pages" className="flex justify-end gap-2 px-5 py-3">
          {query.print ? null : (
            <ButtonLink size="sm" variant="ghost" prefetch={false} href={whole}>
              Print the whole list
            </ButtonLink>
          )}
          {query.before ? (
            <ButtonLink
              size="sm"
              href={routes.activity(activityQuery({ ...query, before: null, entry: null }))}
            >
              Newest
            </ButtonLink>
          ) : null}
          <ButtonLink
            size="sm"
            href={routes.activity(activityQuery({ ...query, before: last.id, entry: null }))}
          >
            Older events
          </ButtonLink>
        </nav>
      ) : null}
    </>
  )
}
