import type { Route } from 'next'
import type { ReactNode } from 'react'
import { DoorLink } from '@/components/door-link'
import { SortHeader } from '@/components/sort-header'
import { classNames } from '@/components/ui/class-names'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { VerdictMark } from '@/components/verdict-mark'
import type { Verdict } from '@/lib/access/model/verdict'
import { firstDirection } from '@/lib/access/reach/ranked-rows'
import { parseReachQuery, type ReachQuery, reachHref, reachQuery } from '../search-params'

export interface ReachColumn {
  /** Null: not sorted by. */
  sort: string | null
  name: string
  verdict?: Verdict
  /** What is counted, where the name is too short for it. */
  title?: string
  numeric?: boolean
  className?: string
}

function sortHref(query: ReachQuery, sort: string) {
  const turned = query.direction === 'asc' ? 'desc' : 'asc'
  const dir = query.sort === sort ? turned : firstDirection(sort)
  return reachHref(parseReachQuery({ ...asParams(query), sort, dir }))
}

function asParams(query: ReachQuery): Record<string, string> {
  const entries = Object.entries({ ...reachQuery(query), account: query.account, view: query.view })
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value ?? '')]))
}

function ColumnName({ column }: { column: ReachColumn }): ReactNode {
  if (!column.verdict) return column.name
  return (
    <>
      <VerdictMark verdict={column.verdict} size={11} />
      {column.name}
    </>
  )
}

/** On a phone the rows speak for themselves. */
function ReachHead({ columns, query }: { columns: ReachColumn[]; query: ReachQuery }) {
  return (
    <TableHead className="max-sm:sr-only">
      <tr>
        {columns.map(column => {
          // Below the reference width two words stand one over the other: names need the room more.
          const classes = classNames(
            column.numeric && 'max-xl:min-w-18 max-xl:whitespace-normal',
            column.className,
          )
          return column.sort ? (
            <SortHeader
              key={column.name}
              href={sortHref(query, column.sort)}
              direction={query.sort === column.sort ? query.direction : null}
              numeric={column.numeric ?? false}
              title={column.title}
              className={classes}
            >
              <ColumnName column={column} />
            </SortHeader>
          ) : (
            <TableHeader key={column.name} numeric={column.numeric ?? false} className={classes}>
              {column.name}
            </TableHeader>
          )
        })}
      </tr>
    </TableHead>
  )
}

/** Rows ranked by one of the columns. */
export function ReachTable({
  caption,
  columns,
  query,
  children,
}: {
  caption: string
  columns: ReachColumn[]
  query: ReachQuery
  children: ReactNode
}) {
  return (
    <Table className="max-sm:block">
      <caption className="sr-only">{caption}</caption>
      <ReachHead columns={columns} query={query} />
      <TableBody className="max-sm:block max-sm:border-t max-sm:border-line">{children}</TableBody>
    </Table>
  )
}

/** A row begins with what it is about and how far it reaches; on a phone a line of words stands for the other columns. */
export function ReachRow({
  name,
  words,
  beside,
  reach,
  grant,
  children,
}: {
  name: ReactNode
  words: string
  /** To the builder, with what the row knows. */
  grant?: { href: Route; words: string }
  /** Columns between the name and the bar. */
  beside?: ReactNode
  reach: ReactNode
  children: ReactNode
}) {
  return (
    <TableRow className="group/door relative max-sm:grid max-sm:min-h-14 max-sm:grid-cols-[1fr_auto] max-sm:items-center max-sm:gap-x-3 max-sm:px-4 max-sm:py-2">
      <TableCell fills className="max-sm:h-auto max-sm:p-0!">
        <span className="flex min-w-0 items-center gap-2">
          {name}
          {grant ? (
            <DoorLink
              {...grant}
              className="relative z-10 size-6 opacity-0 group-hover/door:opacity-100 hover:bg-hover focus-visible:opacity-100 max-sm:hidden print:hidden"
            />
          ) : null}
        </span>
        <span className="mt-0.5 block truncate pl-6 text-xs text-muted sm:hidden">{words}</span>
      </TableCell>
      {beside}
      <TableCell className="max-sm:h-auto max-sm:p-0!">{reach}</TableCell>
      {children}
    </TableRow>
  )
}

export const CONDITIONAL: ReachColumn = {
  sort: 'conditional',
  name: 'Conditional',
  verdict: 'conditional',
  title: 'Of these, only on a condition',
  numeric: true,
}
/** The further ones that are not among those that are reached: what is counted differs from list to list. */
export const further = (counted: 'targets' | 'principals'): ReachColumn[] => [
  {
    sort: 'dormant',
    name: 'Dormant',
    verdict: 'dormant',
    title: `Further ${counted}: IAM allows it, the target stops it`,
    numeric: true,
  },
  {
    sort: 'unknown',
    name: 'Not evaluated',
    verdict: 'notEvaluated',
    title: `Further ${counted}: something needed could not be read`,
    numeric: true,
    className: 'max-lg:hidden',
  },
]

export const linkClass = 'min-w-0 truncate rounded-sm after:absolute after:inset-0'
