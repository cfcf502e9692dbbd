import { EmptyState } from '@/components/empty-state'
import { ButtonLink } from '@/components/ui/button'
import { isWhole } from '@/lib/access/region-reading'
import { formatCount } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { TargetQuery } from '../search-params'
import type { TargetReading, TargetRow } from './target-row'

/** Two kinds of nothing: hidden by filters, or not there. */
export function NoTargets({
  rows,
  regions,
  query,
}: {
  rows: TargetRow[]
  regions: TargetReading['regions']
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
  if (rows.length > 0)
    return (
      <EmptyState
        title="No target matches"
        actions={<ButtonLink href={routes.targets()}>Clear {formatCount(filters, 'filter')}</ButtonLink>}
      >
        {formatCount(filters, 'filter hides', 'filters hide')} all {formatCount(rows.length, 'target')}.
      </EmptyState>
    )
  const read = regions.filter(region => isWhole(region)).map(region => region.region)
  return (
    <EmptyState
      title="No instance, cluster or proxy here"
      actions={<ButtonLink href={routes.settings()}>Show regions</ButtonLink>}
    >
      {read.length > 0 ? `RDS answered in ${read.join(', ')} with no targets.` : 'No region could be read.'}{' '}
      Other regions are added with GATEHOUSE_REGIONS.
    </EmptyState>
  )
}
