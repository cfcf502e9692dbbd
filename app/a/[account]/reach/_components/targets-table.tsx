import Link from 'next/link'
import { IamAuthLabel, iamAuthWords } from '@/components/iam-auth-mark'
import { TargetKindIcon } from '@/components/target-kind-icon'
import { TableCell } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { canHaveIamAuth } from '@/lib/access/model/iam-support'
import type { TargetReachRow } from '@/lib/access/reach/reach-rows'
import { formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { ReachQuery } from '../search-params'
import { CountCell } from './count-cell'
import { REACH_HEAD, ReachBar } from './reach-bar'
import { CONDITIONAL, further, linkClass, type ReachColumn, ReachRow, ReachTable } from './reach-columns'
import { secondLine } from './second-line'

const COLUMNS: ReachColumn[] = [
  { sort: 'name', name: 'Target', className: 'pl-11!' },
  { sort: null, name: 'Region', className: 'max-xl:hidden' },
  { sort: null, name: 'IAM auth', className: 'max-md:hidden' },
  {
    sort: 'principals',
    name: 'Reached by',
    title: 'Principals that can connect as somebody',
    className: REACH_HEAD,
  },
  {
    sort: 'administrators',
    name: 'Administrators',
    title: 'Of these, those that a policy allows every action',
    numeric: true,
  },
  {
    sort: 'wildcard',
    name: 'Only by wildcard',
    title: 'Of these, those that no policy lets in by the name of a database user',
    numeric: true,
    className: 'max-md:hidden',
  },
  CONDITIONAL,
  ...further('principals'),
]

function Line({ row, most, account }: { row: TargetReachRow; most: number; account: string }) {
  const { state, reason } = row.iamAuth
  return (
    <ReachRow
      name={
        <>
          <TargetKindIcon kind={row.kind} />
          <Link
            href={routes.target({ ...row, accountId: account })}
            prefetch={false}
            data-hit=""
            title={`${row.name}, ${row.region}`}
            className={`font-medium ${linkClass}`}
          >
            {row.name}
          </Link>
          {row.production ? <Tag>production</Tag> : null}
          {row.read ? null : (
            <span className="text-xs text-subtle max-sm:hidden">
              {row.kind === 'proxy' ? 'proxy' : 'users not read'}
            </span>
          )}
        </>
      }
      words={secondLine(row)}
      {...(canHaveIamAuth(state)
        ? {
            grant: {
              href: routes.grant(account, { on: `${row.region}/${row.resourceId}` }),
              words: `Grant on ${row.name}`,
            },
          }
        : {})}
      beside={
        <>
          <TableCell className="whitespace-nowrap text-muted max-xl:hidden">{row.region}</TableCell>
          <TableCell className="max-md:hidden">
            <IamAuthLabel state={state} words={iamAuthWords(state, row.maintenanceWindow)} reason={reason} />
          </TableCell>
        </>
      }
      reach={<ReachBar value={row.principals} most={most} />}
    >
      <CountCell value={row.administrators} />
      <TableCell numeric className={`max-md:hidden ${row.onlyWildcard ? '' : 'text-subtle'}`}>
        {formatNumber(row.onlyWildcard)}
      </TableCell>
      <CountCell value={row.conditional} />
      <CountCell value={row.dormant} />
      <TableCell numeric className={`max-lg:hidden ${row.notEvaluated ? '' : 'text-subtle'}`}>
        {formatNumber(row.notEvaluated)}
      </TableCell>
    </ReachRow>
  )
}

/** What is reached by most. */
export function TargetsTable({
  rows,
  most,
  query,
}: {
  rows: TargetReachRow[]
  most: number
  query: ReachQuery
}) {
  return (
    <ReachTable caption="Targets by reach" columns={COLUMNS} query={query}>
      {rows.map(row => (
        <Line key={`${row.region}/${row.resourceId}`} row={row} most={most} account={query.account} />
      ))}
    </ReachTable>
  )
}
