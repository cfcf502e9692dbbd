import Link from 'next/link'
import { CONNECTION } from '@/components/connection-words'
import { PRINCIPAL_GROUP_WORDS, PrincipalIcon, PrincipalName } from '@/components/principal-icon'
import { SortHeader } from '@/components/sort-header'
import { classNames } from '@/components/ui/class-names'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { VerdictMark } from '@/components/verdict-mark'
import { verdictWords } from '@/lib/access/model/as-far-as-read'
import { formatAge, formatNumber, formatUtc } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { PrincipalLine } from '@/lib/services/principals/list-principals'
import { firstDirection, type PrincipalQuery, principalsHref, type SortKey } from '../search-params'

const REACH = ['canConnect', 'conditional', 'dormant'] as const

/** `unread`: Regions in no count, so that none is not known to be none. */
interface Shown {
  unread: string | null
  now: string
}

function Line({ row, unread, now }: Shown & { row: PrincipalLine }) {
  return (
    <TableRow className="relative max-sm:grid max-sm:min-h-14 max-sm:grid-cols-[1fr_auto] max-sm:items-center max-sm:gap-x-3 max-sm:px-4 max-sm:py-2">
      <TableCell fills className="max-sm:h-auto max-sm:p-0!">
        <span className="flex min-w-0 items-center gap-2">
          <PrincipalIcon group={row.group} />
          <Link
            href={routes.principal(row.arn)}
            prefetch={false}
            data-hit=""
            className="min-w-0 truncate rounded-sm text-xs after:absolute after:inset-0"
          >
            <PrincipalName label={row.label} />
          </Link>
        </span>
        <span className="mt-0.5 block truncate pl-6 text-xs text-muted sm:hidden">{row.description}</span>
      </TableCell>
      <TableCell
        className="max-w-40 truncate text-muted max-md:max-w-32 lg:max-w-none max-sm:hidden"
        title={row.description ?? undefined}
      >
        {row.description}
      </TableCell>
      <TableCell className="text-muted max-md:hidden">
        {row.lastUsedAt ? (
          <time dateTime={row.lastUsedAt} title={formatUtc(row.lastUsedAt)}>
            {formatAge(row.lastUsedAt, now)}
          </time>
        ) : (
          <span className="text-subtle">–</span>
        )}
      </TableCell>
      {REACH.map(key => (
        <TableCell
          key={key}
          numeric
          className={classNames(
            row.reach[key] === 0 && 'text-subtle',
            key === 'canConnect' ? 'max-sm:h-auto max-sm:p-0!' : 'max-sm:hidden',
          )}
        >
          {unread && row.reach[key] === 0 ? (
            <span title={`Not known: ${unread}`}>–</span>
          ) : (
            formatNumber(row.reach[key])
          )}
        </TableCell>
      ))}
    </TableRow>
  )
}

const BANDS = ['people', 'workloads', 'iamUsers'] as const

function Head({ query, asFarAsRead }: { query: PrincipalQuery; asFarAsRead: boolean }) {
  const direction = (key: SortKey) => (query.sort === key ? (query.dir ?? firstDirection(key)) : null)
  const sorted = (key: SortKey) => {
    const turned = direction(key) === 'asc' ? 'desc' : 'asc'
    const dir = query.sort === key ? turned : null
    return {
      href: principalsHref({ ...query, sort: key, dir }),
      direction: direction(key),
    }
  }
  return (
    <TableHead className="max-sm:sr-only">
      <tr>
        <SortHeader {...sorted('name')} className="pl-11!">
          Principal
        </SortHeader>
        <SortHeader {...sorted('kind')}>What it is</SortHeader>
        <SortHeader {...sorted('used')} className="max-md:hidden">
          Last used
        </SortHeader>
        <SortHeader
          {...sorted('reach')}
          numeric
          title={`${CONNECTION}. Sorted by can connect and conditional together`}
          className="max-lg:min-w-24 max-lg:whitespace-normal"
        >
          <VerdictMark verdict="canConnect" size={11} />
          {verdictWords('canConnect', asFarAsRead)}
        </SortHeader>
        {REACH.slice(1).map(key => (
          <TableHeader key={key} numeric title={CONNECTION}>
            <span className="inline-flex items-center gap-1.5">
              <VerdictMark verdict={key} size={11} />
              {verdictWords(key, false)}
            </span>
          </TableHeader>
        ))}
      </tr>
    </TableHead>
  )
}

/** In bands by kind, or one list in another order. The numbers are target and database user pairs. */
export function PrincipalTable({
  rows,
  query,
  asFarAsRead,
  unread,
  now,
}: Shown & {
  rows: PrincipalLine[]
  query: PrincipalQuery
  asFarAsRead: boolean
}) {
  const banded = query.sort === 'kind'
  const bands = query.dir === 'desc' ? BANDS.toReversed() : BANDS
  return (
    <Table className="max-sm:block">
      <caption className="sr-only">Principals</caption>
      <Head query={query} asFarAsRead={asFarAsRead} />
      {banded ? (
        bands.map(group => <Band key={group} group={group} rows={rows} unread={unread} now={now} />)
      ) : (
        <TableBody className="max-sm:block max-sm:border-t max-sm:border-line">
          {rows.map(row => (
            <Line key={row.arn} row={row} unread={unread} now={now} />
          ))}
        </TableBody>
      )}
    </Table>
  )
}

function Band({
  group,
  rows,
  unread,
  now,
}: Shown & { group: PrincipalLine['group']; rows: PrincipalLine[] }) {
  const lines = rows.filter(row => row.group === group)
  if (lines.length === 0) return null
  return (
    <TableBody className="max-sm:block">
      <tr className="border-b border-line bg-sunken max-sm:block">
        <th
          scope="rowgroup"
          colSpan={6}
          className="h-7 px-5 text-left text-xs font-semibold max-sm:flex max-sm:items-center max-sm:px-4"
        >
          {PRINCIPAL_GROUP_WORDS[group]}
        </th>
      </tr>
      {lines.map(row => (
        <Line key={row.arn} row={row} unread={unread} now={now} />
      ))}
    </TableBody>
  )
}
