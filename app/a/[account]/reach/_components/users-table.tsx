import { SquareUserRound } from 'lucide-react'
import Link from 'next/link'
import { TableCell } from '@/components/ui/table'
import type { UserReachRow } from '@/lib/access/reach/reach-rows'
import { formatCount, formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import { type ReachQuery, scopeQuery } from '../search-params'
import { CountCell } from './count-cell'
import { REACH_HEAD, ReachBar } from './reach-bar'
import { further, linkClass, type ReachColumn, ReachRow, ReachTable } from './reach-columns'

const COLUMNS: ReachColumn[] = [
  { sort: 'name', name: 'Database user', className: 'pl-11!' },
  {
    sort: 'principals',
    name: 'Who can be it',
    title: 'Principals that can connect as it somewhere',
    className: REACH_HEAD,
  },
  {
    sort: 'reached',
    name: 'Reached on',
    title: 'Targets on which somebody can connect as it',
    numeric: true,
  },
  { sort: 'exists', name: 'Exists on', title: 'Databases that were read and have it', numeric: true },
  { sort: 'ready', name: 'IAM-ready on', title: 'Of these, where it signs in by IAM', numeric: true },
  {
    sort: 'missing',
    name: 'Missing on',
    verdict: 'dormant',
    title: 'Policies name it there, and it does not exist in the database',
    numeric: true,
    className: 'max-md:hidden',
  },
  {
    sort: 'unread',
    name: 'Not read on',
    verdict: 'notEvaluated',
    title: 'Policies name it there, and whether it exists was not read',
    numeric: true,
    className: 'max-md:hidden',
  },
  ...further('principals'),
]

function phoneLine(row: UserReachRow): string {
  const words = [
    row.exists > 0 ? `on ${formatCount(row.exists, 'target')}` : null,
    row.missing > 0 ? `missing on ${formatNumber(row.missing)}` : null,
    row.unread > 0 ? `${formatNumber(row.unread)} not read` : null,
  ]
  return words.filter(Boolean).join(', ')
}

function Line({ row, most, query }: { row: UserReachRow; most: number; query: ReachQuery }) {
  const seen = row.exists > 0
  return (
    <ReachRow
      name={
        <>
          <SquareUserRound aria-hidden size={15} strokeWidth={1.5} className="shrink-0 text-subtle" />
          <Link
            href={routes.reachUser(query.account, row.name, scopeQuery(query))}
            prefetch={false}
            data-hit=""
            className={`font-mono text-xs ${linkClass} ${seen || row.unread > 0 ? '' : 'text-dorm'}`}
          >
            {row.name}
          </Link>
        </>
      }
      words={phoneLine(row)}
      reach={<ReachBar value={row.principals} most={most} />}
    >
      <CountCell value={row.reachedOn} />
      <CountCell value={row.exists} />
      <CountCell value={row.ready} />
      <TableCell numeric className={`max-md:hidden ${row.missing ? 'text-dorm' : 'text-subtle'}`}>
        {formatNumber(row.missing)}
      </TableCell>
      <TableCell numeric className={`max-md:hidden ${row.unread ? '' : 'text-subtle'}`}>
        {formatNumber(row.unread)}
      </TableCell>
      <CountCell value={row.dormant} />
      <TableCell numeric className={`max-lg:hidden ${row.notEvaluated ? '' : 'text-subtle'}`}>
        {formatNumber(row.notEvaluated)}
      </TableCell>
    </ReachRow>
  )
}

/** One name over all targets. */
export function UsersTable({ rows, most, query }: { rows: UserReachRow[]; most: number; query: ReachQuery }) {
  return (
    <ReachTable caption="Database users by reach" columns={COLUMNS} query={query}>
      {rows.map(row => (
        <Line key={row.name} row={row} most={most} query={query} />
      ))}
    </ReachTable>
  )
}
