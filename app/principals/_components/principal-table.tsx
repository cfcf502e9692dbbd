import Link from 'next/link'
import { PRINCIPAL_GROUP_WORDS, PrincipalIcon, PrincipalName } from '@/components/principal-icon'
import { classNames } from '@/components/ui/class-names'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { VerdictMark } from '@/components/verdict-mark'
import { formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { PrincipalLine } from '@/lib/services/list-principals'

const REACH = [
  { key: 'canConnect', name: 'Can connect' },
  { key: 'conditional', name: 'Conditional' },
  { key: 'dormant', name: 'Dormant' },
] as const

function Line({ row }: { row: PrincipalLine }) {
  return (
    <TableRow className="relative max-sm:grid max-sm:min-h-14 max-sm:grid-cols-[1fr_auto] max-sm:items-center max-sm:gap-x-3 max-sm:px-4 max-sm:py-2">
      <TableCell className="max-w-110 max-sm:h-auto max-sm:min-w-0 max-sm:p-0!">
        <span className="flex min-w-0 items-center gap-2">
          <PrincipalIcon group={row.group} />
          <Link
            href={routes.principal(row.arn)}
            prefetch={false}
            className="min-w-0 truncate rounded-sm text-xs after:absolute after:inset-0"
          >
            <PrincipalName label={row.label} />
          </Link>
        </span>
        <span className="mt-0.5 block truncate pl-6 text-xs text-muted sm:hidden">{row.description}</span>
      </TableCell>
      <TableCell className="truncate text-muted max-sm:hidden">{row.description}</TableCell>
      {REACH.map(({ key }) => (
        <TableCell
          key={key}
          numeric
          className={classNames(
            row.reach[key] === 0 && 'text-subtle',
            key === 'canConnect' ? 'max-sm:h-auto max-sm:p-0!' : 'max-sm:hidden',
          )}
        >
          {formatNumber(row.reach[key])}
        </TableCell>
      ))}
    </TableRow>
  )
}

/** In bands: people, workloads, IAM users. The numbers are target and database user pairs. */
export function PrincipalTable({ rows }: { rows: PrincipalLine[] }) {
  return (
    <Table className="max-sm:block">
      <caption className="sr-only">Principals</caption>
      <TableHead className="max-sm:sr-only">
        <tr>
          <TableHeader className="pl-11!">Principal</TableHeader>
          <TableHeader>What it is</TableHeader>
          {REACH.map(({ key, name }) => (
            <TableHeader key={key} numeric>
              <span className="inline-flex items-center gap-1.5">
                <VerdictMark verdict={key} size={11} />
                {name}
              </span>
            </TableHeader>
          ))}
        </tr>
      </TableHead>
      {(['people', 'workloads', 'iamUsers'] as const).map(group => {
        const lines = rows.filter(row => row.group === group)
        if (lines.length === 0) return null
        return (
          <TableBody key={group} className="max-sm:block">
            <tr className="border-b border-line bg-sunken max-sm:block">
              <th
                scope="rowgroup"
                colSpan={5}
                className="h-7 px-5 text-left text-xs font-semibold max-sm:flex max-sm:items-center max-sm:px-4"
              >
                {PRINCIPAL_GROUP_WORDS[group]}
              </th>
            </tr>
            {lines.map(row => (
              <Line key={row.arn} row={row} />
            ))}
          </TableBody>
        )
      })}
    </Table>
  )
}
