import Link from 'next/link'
import { PrincipalIcon, PrincipalName } from '@/components/principal-icon'
import { Table, TableBody, TableCell, TableRow } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import type { PrincipalReachRow } from '@/lib/access/reach/reach-rows'
import { formatCount, formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { ReachQuery } from '../search-params'
import { CountCell } from './count-cell'
import { ReachBar } from './reach-bar'
import {
  CONDITIONAL,
  DORMANT,
  linkClass,
  NOT_EVALUATED,
  nameCell,
  type ReachColumn,
  ReachHead,
  rowClass,
} from './reach-columns'
import { secondLine } from './second-line'

const COLUMNS: ReachColumn[] = [
  { sort: 'name', name: 'Principal', className: 'pl-11!' },
  { sort: null, name: 'What it is', className: 'max-lg:hidden' },
  { sort: 'targets', name: 'Targets reached', title: 'Can connect as somebody, conditions or not' },
  CONDITIONAL,
  DORMANT,
  NOT_EVALUATED,
  {
    sort: 'users',
    name: 'Database users',
    title: 'Database users with a name, over all targets: what the matrix calls reach',
    numeric: true,
    className: 'max-md:hidden',
  },
]
const PRODUCTION: ReachColumn = {
  sort: 'production',
  name: 'In production',
  title: 'Of the targets reached, those tagged as production',
  numeric: true,
}

function Line({ row, most, production }: { row: PrincipalReachRow; most: number; production: boolean }) {
  return (
    <TableRow className={rowClass}>
      <TableCell className={`max-w-96 ${nameCell}`}>
        <span className="flex min-w-0 items-center gap-2">
          <PrincipalIcon group={row.group} />
          <Link href={routes.principal(row.arn)} prefetch={false} className={`text-xs ${linkClass}`}>
            <PrincipalName label={row.label} />
          </Link>
          {row.administrator ? <Tag>administrator</Tag> : null}
        </span>
        <span className="mt-0.5 block truncate pl-6 text-xs text-muted sm:hidden">{secondLine(row)}</span>
      </TableCell>
      <TableCell className="max-w-48 truncate text-muted max-lg:hidden">{row.description}</TableCell>
      <TableCell className="max-sm:h-auto max-sm:p-0!">
        <ReachBar value={row.targets} most={most} />
      </TableCell>
      <CountCell value={row.conditional} />
      <CountCell value={row.dormant} />
      <TableCell numeric className={`max-lg:hidden ${row.notEvaluated ? '' : 'text-subtle'}`}>
        {row.notEvaluated}
      </TableCell>
      <TableCell
        numeric
        className={`max-md:hidden ${row.databaseUsers ? '' : 'text-subtle'}`}
        title={
          row.anyName > 0
            ? `And any other name on ${formatCount(row.anyName, 'target')} whose users were not read`
            : undefined
        }
      >
        {row.databaseUsers === null ? '–' : formatNumber(row.databaseUsers)}
        {row.anyName > 0 ? <span className="text-subtle"> + any on {row.anyName}</span> : null}
      </TableCell>
      {production ? null : <CountCell value={row.production} />}
    </TableRow>
  )
}

/** Who reaches most. */
export function PrincipalsTable({
  rows,
  most,
  query,
}: {
  rows: PrincipalReachRow[]
  most: number
  query: ReachQuery
}) {
  return (
    <Table className="max-sm:block">
      <caption className="sr-only">Principals by reach</caption>
      <ReachHead columns={query.production ? COLUMNS : [...COLUMNS, PRODUCTION]} query={query} />
      <TableBody className="max-sm:block max-sm:border-t max-sm:border-line">
        {rows.map(row => (
          <Line key={row.arn} row={row} most={most} production={query.production} />
        ))}
      </TableBody>
    </Table>
  )
}
