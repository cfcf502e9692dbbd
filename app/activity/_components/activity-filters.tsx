import { Download } from 'lucide-react'
import { Suspense } from 'react'
import { actorWords, WRITER_WORDS } from '@/components/actor-words'
import { FilterInput } from '@/components/filter-input'
import { buttonClass } from '@/components/ui/button'
import { FilterChip } from '@/components/ui/filter-chip'
import { formatCount } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { ChangesPage } from '@/lib/services/activity/list-changes'
import { type ActivityQuery, activityFilter, activityQuery, SPANS } from '../search-params'
import { ACTIONS, actionName, OUTCOMES, outcomeWord, WRITERS } from './activity-words'
import { DayBars } from './day-bars'
import { CheckingBadge, IntegrityBadge } from './integrity-badge'

const SPAN_WORDS = { '1': 'today', '7': '7 days', '30': '30 days', '90': '90 days', all: 'all time' } as const

type Key = 'actor' | 'by' | 'action' | 'outcome' | 'target'

function Chip({
  name,
  of,
  query,
  values,
}: {
  name: string
  of: Key
  query: ActivityQuery
  values: [string, string][]
}) {
  const fresh = { ...query, before: null, entry: null }
  return (
    <FilterChip
      name={name}
      clearHref={
        query[of]
          ? routes.activity(activityQuery({ ...fresh, [of]: of === 'actor' || of === 'target' ? '' : null }))
          : null
      }
      options={values.map(([value, label]) => ({
        value,
        label,
        href: routes.activity({ ...activityQuery(fresh), [of]: value }),
        selected: query[of] === value,
      }))}
    />
  )
}

function seen(
  page: ChangesPage,
  query: ActivityQuery,
): { actors: [string, string][]; targets: [string, string][] } {
  const actors = new Map(query.actor ? [[query.actor, query.actor]] : [])
  for (const { actor, actorKind } of page.records) actors.set(actor, actorWords({ actor, actorKind }))
  const targets = new Map(query.target ? [[query.target, query.target]] : [])
  for (const { resourceId, target } of page.records) if (resourceId && target) targets.set(resourceId, target)
  return { actors: [...actors].sort(), targets: [...targets] }
}

function Exports({ query }: { query: ActivityQuery }) {
  const filters = { ...activityQuery(query), entry: null, before: null, open: null }
  return (
    <span className="ml-auto flex items-center gap-2 max-sm:hidden">
      {(['csv', 'json', 'zip'] as const).map(format => (
        <a
          key={format}
          href={routes.activityExport({ ...filters, format })}
          download
          className={buttonClass({ size: 'sm' })}
        >
          <Download aria-hidden size={13} strokeWidth={1.5} />
          {format === 'zip' ? 'Export for audit' : `Export ${format.toUpperCase()}`}
        </a>
      ))}
    </span>
  )
}

export function ActivityFilters({
  page,
  query,
  now,
}: {
  page: ChangesPage
  query: ActivityQuery
  now: Date
}) {
  const { actors, targets } = seen(page, query)
  const fresh = { ...query, before: null, entry: null }
  return (
    <div className="shrink-0 px-5 pt-3 pb-2.5 max-sm:px-4">
      <div className="flex flex-wrap items-center gap-2">
        <FilterInput
          label="Search activity"
          placeholder="Person, target, ticket, entry 12"
          className="w-64 max-sm:w-full"
        />
        <div className="flex gap-2 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 max-sm:py-0.5">
          <FilterChip
            name="Last"
            summary={SPAN_WORDS[query.days]}
            clearHref={null}
            options={SPANS.map(span => ({
              value: span,
              label: SPAN_WORDS[span],
              href: routes.activity(activityQuery({ ...fresh, days: span })),
              selected: false,
            }))}
          />
          <Chip name="Person" of="actor" query={query} values={actors} />
          <Chip
            name="Written by"
            of="by"
            query={query}
            values={WRITERS.map(writer => [writer, WRITER_WORDS[writer]])}
          />
          <Chip
            name="Action"
            of="action"
            query={query}
            values={ACTIONS.map(action => [action, actionName(action)])}
          />
          <Chip name="Target" of="target" query={query} values={targets} />
          <Chip
            name="Outcome"
            of="outcome"
            query={query}
            values={OUTCOMES.map(outcome => [outcome, outcomeWord(outcome)])}
          />
        </div>
        <span className="flex-1" />
        <DayBars perDay={page.perDay} from={activityFilter(query, now).from} now={now} />
        <span aria-live="polite" className="text-xs text-muted">
          {formatCount(page.total, 'event')}
        </span>
      </div>
      <div className="mt-2.5 flex flex-wrap items-center gap-x-3 gap-y-2">
        <Suspense fallback={<CheckingBadge />}>
          <IntegrityBadge />
        </Suspense>
        <p className="order-last basis-full text-xs text-muted">
          AWS does not log database sign-ins. This is what people did here.
        </p>
        <Exports query={query} />
      </div>
    </div>
  )
}
