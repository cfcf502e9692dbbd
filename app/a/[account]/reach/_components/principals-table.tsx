import Link from 'next/link'
import { PrincipalIcon, PrincipalName } from '@/components/principal-icon'
import { TableCell } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import type { PrincipalReachRow } from '@/lib/access/reach/reach-rows'
import { formatCount, formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { ReachQuery } from '../search-params'
import { CountCell } from './count-cell'
import { REACH_HEAD, ReachBar } from './reach-bar'
import { CONDITIONAL, further, linkClass, type ReachColumn, ReachRow, ReachTable } from './reach-columns'
import { secondLine } from './second-line'

const COLUMNS: ReachColumn[] = [
  { sort: 'name', name: 'Principal', className: 'pl-11!' },
  { sort: null, name: 'What it is', className: 'max-lg:hidden' },
  {
    sort: 'targets',
    name: 'Targets reached',
    title: 'Can connect as somebody, conditions or not',
    className: REACH_HEAD,
  },
  CONDITIONAL,
  ...further('targets'),
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

function Line({
  row,
  most,
  production,
  account,
}: {
  row: PrincipalReachRow
  most: number
  production: boolean
  account: string
}) {
  return (
    <ReachRow
      name={
        <>
          <PrincipalIcon group={row.group} />
          <Link
            href={routes.principal(row.arn)}
            prefetch={false}
            data-hit=""
            className={`text-xs ${linkClass}`}
          >
            <PrincipalName label={row.label} />
          </Link>
          {row.administrator ? <Tag>administrator</Tag> : null}
        </>
      }
      words={secondLine(row)}
      grant={{ href: routes.grant(account, { who: row.arn }), words: `Grant ${row.label} more` }}
      beside={
        <TableCell
          className="max-w-48 truncate text-muted max-lg:hidden xl:max-w-100"
          title={row.description ?? undefined}
        >
          {row.description}
        </TableCell>
      }
      reach={<ReachBar value={row.targets} most={most} />}
    >
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
    </ReachRow>
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
    <ReachTable
      caption="Principals by reach"
      columns={query.production ? COLUMNS : [...COLUMNS, PRODUCTION]}
      query={query}
    >
      {rows.map(row => (
        <Line key={row.arn} row={row} most={most} production={query.production} account={query.account} />
      ))}
    </ReachTable>
  )
}
