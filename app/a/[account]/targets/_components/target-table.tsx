import { SortHeader } from '@/components/sort-header'
import { TableHead, TableHeader } from '@/components/ui/table'
import { UNREAD_SENTENCE, verdictWords } from '@/lib/access/model/as-far-as-read'
import { type SortKey, type TargetQuery, targetQuery, targetsHref } from '../search-params'
import { listedTarget } from './listed-target'
import { defaultDirection } from './select-targets'
import type { TargetRow } from './target-row'
import { TargetRows } from './target-rows'

const COLUMNS: { key: SortKey | null; name: string; numeric?: boolean; className?: string }[] = [
  { key: 'name', name: 'Target', className: 'pl-18.5!' },
  { key: null, name: 'Resource id', className: 'max-xl:hidden' },
  { key: 'engine', name: 'Engine' },
  { key: 'region', name: 'Region', className: 'max-lg:hidden' },
  { key: 'iam', name: 'IAM auth' },
  { key: null, name: 'TLS', className: 'max-md:hidden' },
  { key: 'users', name: 'IAM-ready', numeric: true, className: 'max-md:hidden' },
  { key: 'connect', name: 'connect', numeric: true, className: 'max-xl:min-w-24 max-xl:whitespace-normal' },
  { key: 'findings', name: 'Findings', className: 'max-md:hidden' },
]

function sortHref(query: TargetQuery, key: SortKey) {
  const turned = directionOf(query, key) === 'asc' ? 'desc' : 'asc'
  return targetsHref({ ...query, sort: key, dir: query.sort === key ? turned : null })
}

function directionOf(query: TargetQuery, key: SortKey) {
  return query.sort === key ? (query.dir ?? defaultDirection(key)) : null
}

export function TargetTable({
  rows,
  query,
  asFarAsRead,
}: {
  rows: TargetRow[]
  query: TargetQuery
  asFarAsRead: boolean
}) {
  const head = (
    <TableHead className="max-sm:sr-only">
      <tr aria-rowindex={1}>
        {COLUMNS.map(({ key, name, numeric = false, className }) =>
          key ? (
            <SortHeader
              key={name}
              href={sortHref(query, key)}
              direction={directionOf(query, key)}
              numeric={numeric}
              className={className}
              {...(key === 'connect' && asFarAsRead ? { title: UNREAD_SENTENCE } : {})}
            >
              {key === 'connect' ? verdictWords('canConnect', asFarAsRead) : name}
            </SortHeader>
          ) : (
            <TableHeader key={name} numeric={numeric} className={className}>
              {name}
            </TableHeader>
          ),
        )}
      </tr>
    </TableHead>
  )
  return (
    <TargetRows
      head={head}
      rows={rows.map(row => listedTarget(row, asFarAsRead))}
      open={query.open}
      query={targetQuery({ ...query, open: [] })}
    />
  )
}
