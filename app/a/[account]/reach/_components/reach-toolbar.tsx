import { ExportMenu } from '@/components/export-menu'
import { FilterInput } from '@/components/filter-input'
import { SegmentedLinks } from '@/components/ui/segmented'
import { withUnread } from '@/lib/access/reading/unread-listings'
import { formatCount, formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import {
  parseReachQuery,
  printHref,
  type ReachQuery,
  type ReachView,
  reachHref,
  reachQuery,
  scopeQuery,
} from '../search-params'
import { ToggleLink } from './toggle-link'

const NAMES: Record<ReachView, string> = {
  principals: 'Principals',
  targets: 'Targets',
  users: 'Database users',
}
const NOUNS: Record<ReachView, [string, string]> = {
  principals: ['principal', 'Find by name, ARN or kind'],
  targets: ['target', 'Find by name, id or region'],
  users: ['database user', 'Find by name'],
}

/** Which list, what of it, and the way out of it as a file. */
export function ReachToolbar({
  query,
  shown,
  total,
  unread,
}: {
  query: ReachQuery
  shown: number
  total: number
  /** What the list may be missing. */
  unread: string | null
}) {
  const [noun, placeholder] = NOUNS[query.view]
  const viewHref = (view: ReachView) =>
    reachHref(parseReachQuery({ account: query.account, view, ...noNulls(scopeQuery(query)) }))
  const exportHref = (format: string) => routes.reachExport(query.account, { ...reachQuery(query), format })
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 px-5 pb-2.5 max-sm:px-4">
      <SegmentedLinks
        label="What is ranked"
        current={query.view}
        options={(['principals', 'targets', 'users'] as const).map(view => ({
          value: view,
          label: NAMES[view],
          href: viewHref(view),
        }))}
      />
      <FilterInput
        key={query.view}
        label={`Find a ${noun}`}
        placeholder={placeholder}
        className="w-58 max-sm:w-full"
      />
      <ToggleLink on={query.production} href={reachHref({ ...query, production: !query.production })}>
        Production only
      </ToggleLink>
      <ToggleLink
        on={query.withoutAdministrators}
        href={reachHref({ ...query, withoutAdministrators: !query.withoutAdministrators })}
      >
        Without administrators
      </ToggleLink>
      <span className="ml-auto flex items-center gap-2">
        <span aria-live="polite" className="text-xs text-muted">
          {withUnread(
            shown === total
              ? formatCount(shown, noun)
              : `${formatNumber(shown)} of ${formatCount(total, noun)}`,
            unread,
          )}
        </span>
        <ExportMenu
          files={{ csv: exportHref('csv'), json: exportHref('json'), zip: exportHref('zip') }}
          paper={printHref(query, 1)}
        />
      </span>
    </div>
  )
}

function noNulls(query: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).flatMap(([key, value]) => (value ? [[key, value]] : [])))
}
