import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import { classNames } from '@/components/ui/class-names'
import { Table, TableBody, TableHead, TableHeader } from '@/components/ui/table'
import { routes } from '@/lib/routes'
import { type SortKey, type TargetQuery, targetQuery } from '../search-params'
import { listedTarget } from './listed-target'
import { defaultDirection } from './select-targets'
import type { TargetRow } from './target-row'
import { TargetRows } from './target-rows'

const COLUMNS: { key: SortKey | null; name: string; numeric?: boolean; className?: string }[] = [
  { key: 'name', name: 'Target', className: 'pl-10!' },
  { key: null, name: 'Resource id', className: 'max-lg:hidden' },
  { key: 'engine', name: 'Engine' },
  { key: 'region', name: 'Region', className: 'max-lg:hidden' },
  { key: 'iam', name: 'IAM auth' },
  { key: null, name: 'TLS', className: 'max-md:hidden' },
  { key: 'users', name: 'IAM users', numeric: true, className: 'max-md:hidden' },
  { key: 'connect', name: 'Can connect', numeric: true },
  { key: null, name: 'Findings', className: 'max-md:hidden' },
]

function SortLink({ column, query }: { column: { key: SortKey; name: string }; query: TargetQuery }) {
  const on = query.sort === column.key
  const direction = on ? (query.dir ?? defaultDirection(column.key)) : null
  const next = on ? (direction === 'asc' ? 'desc' : 'asc') : null
  const Arrow = direction === 'asc' ? ArrowUp : ArrowDown
  return (
    <Link
      href={routes.targets(targetQuery({ ...query, sort: column.key, dir: next }))}
      scroll={false}
      replace
      prefetch={false}
      className={classNames(
        'inline-flex min-h-6 items-center gap-1 rounded-sm hover:text-fg',
        on && 'text-fg',
      )}
    >
      {column.name}
      {on ? <Arrow aria-hidden size={11} strokeWidth={2} /> : null}
    </Link>
  )
}

function ariaSort(query: TargetQuery, key: SortKey | null) {
  if (key === null || query.sort !== key) return undefined
  return (query.dir ?? defaultDirection(key)) === 'asc' ? 'ascending' : 'descending'
}

export function TargetTable({ rows, query }: { rows: TargetRow[]; query: TargetQuery }) {
  return (
    <Table className="max-sm:block">
      <caption className="sr-only">Targets</caption>
      <TableHead className="max-sm:sr-only">
        <tr>
          {COLUMNS.map(column => (
            <TableHeader
              key={column.name}
              numeric={column.numeric ?? false}
              aria-sort={ariaSort(query, column.key)}
              className={column.className}
            >
              {column.key ? (
                <SortLink column={{ key: column.key, name: column.name }} query={query} />
              ) : (
                column.name
              )}
            </TableHeader>
          ))}
        </tr>
      </TableHead>
      <TableBody className="max-sm:block max-sm:border-t max-sm:border-line">
        <TargetRows
          rows={rows.map(listedTarget)}
          open={query.open}
          query={targetQuery({ ...query, open: [] })}
        />
      </TableBody>
    </Table>
  )
}
