import { EmptyState } from '@/components/empty-state'
import { RefreshButton } from '@/components/refresh-button'
import { ButtonLink } from '@/components/ui/button'
import { isWholeNow, listings, regionDate } from '@/lib/access/reading/region-reading'
import { unreadWords } from '@/lib/access/reading/unread-listings'
import { formatCount, formatUtc } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { TargetQuery } from '../search-params'
import type { TargetReading, TargetRow } from './target-row'

type Regions = TargetReading['regions']

/** Two kinds of nothing, hidden by filters or not there, and a third that is neither: not read. */
export function NoTargets({
  rows,
  regions,
  query,
}: {
  rows: TargetRow[]
  regions: Regions
  query: TargetQuery
}) {
  const filters = [
    query.q ? [query.q] : [],
    query.region,
    query.engine,
    query.iam,
    query.tls,
    query.env,
  ].filter(list => list.length > 0).length
  // A Region that is filtered out hides nothing that is looked for.
  const meant = regions.filter(({ region }) => query.region.length === 0 || query.region.includes(region))
  const unread = unreadWords(meant)
  if (rows.length > 0)
    return (
      <EmptyState
        title={unread ? 'No target that was read matches' : 'No target matches'}
        actions={
          <>
            <ButtonLink href={routes.targets(query.account)}>
              Clear {formatCount(filters, 'filter')}
            </ButtonLink>
            {unread ? <RefreshButton look="button">Read again</RefreshButton> : null}
          </>
        }
      >
        {formatCount(filters, 'filter hides', 'filters hide')} all {formatCount(rows.length, 'target')}
        {unread ? ` that were read. Whether there is another is not known: ${unread}.` : '.'}
      </EmptyState>
    )
  return (
    <EmptyState
      title={unread ? 'No target was read' : 'No instance, cluster or proxy here'}
      actions={
        <>
          <ButtonLink href={routes.settings()}>Show regions</ButtonLink>
          {unread ? <RefreshButton look="button">Read again</RefreshButton> : null}
        </>
      }
    >
      {emptyWords(regions, unread)} Other regions are added with GATEHOUSE_REGIONS.
    </EmptyState>
  )
}

function emptyWords(regions: Regions, unread: string | null): string {
  const whole = regions.filter(isWholeNow).map(({ region }) => region)
  const kept = regions.flatMap(region => {
    const date = isWholeNow(region) ? null : regionDate(region)
    return date ? [`${region.region} had none at ${formatUtc(date)}`] : []
  })
  const none = regions.every(region => listings(region).every(({ state }) => state !== 'read'))
  return [
    whole.length > 0 ? `RDS answered in ${whole.join(', ')} with no targets.` : null,
    kept.length > 0 ? `${kept.join(', ')}, and could not be read again.` : null,
    unread ? `${none && kept.length === 0 ? 'No region could be read: ' : ''}${unread}.` : null,
  ]
    .filter(Boolean)
    .join(' ')
}
