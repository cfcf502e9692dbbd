import type { Route } from 'next'
import Link from 'next/link'
import { Moment } from '@/components/moment'
import { formatCount, formatNumber } from '@/lib/format'
import type { AuditPage } from '@/lib/records/audit'
import { routes } from '@/lib/routes'
import { actorWords } from './actor-words'
import { OutcomeLabel } from './outcome-label'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from './ui/table'

/** On a phone a cell is a piece of its row's two lines. */
const PIECE = 'max-sm:h-auto max-sm:min-w-0 max-sm:p-0!'

/** What was done to one thing through Gatehouse, newest first; the rest of it stands in Activity. */
export function ActivityList({
  page: { records, total },
  more,
}: {
  page: Pick<AuditPage, 'records' | 'total'>
  more: Route
}) {
  const now = new Date().toISOString()
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <Table className="max-sm:block">
        <TableHead className="max-sm:sr-only">
          <tr>
            <TableHeader>When</TableHeader>
            <TableHeader>Who</TableHeader>
            <TableHeader>What</TableHeader>
            <TableHeader>Reason</TableHeader>
            <TableHeader>Outcome</TableHeader>
          </tr>
        </TableHead>
        <TableBody className="max-sm:block">
          {records.map(record => (
            <Entry key={record.id} record={record} now={now} />
          ))}
        </TableBody>
      </Table>
      <p className="px-5 py-2 text-xs text-subtle">
        {formatCount(records.length, 'event')} of {formatNumber(total)}.{' '}
        <Link className="text-accent underline" href={more}>
          Open in Activity
        </Link>
      </p>
    </div>
  )
}

function Entry({ record, now }: { record: AuditPage['records'][number]; now: string }) {
  return (
    <TableRow className="max-sm:grid max-sm:grid-cols-[1fr_auto] max-sm:gap-x-3 max-sm:gap-y-1 max-sm:px-4 max-sm:py-2.5">
      <TableCell className={`${PIECE} max-sm:order-3 max-sm:text-xs max-sm:text-muted`}>
        <Moment iso={record.at} now={now} />
      </TableCell>
      <TableCell
        className={`${PIECE} max-w-48 truncate font-mono text-xs max-sm:order-4 max-sm:max-w-40 max-sm:text-muted`}
        title={actorWords(record)}
      >
        {actorWords(record)}
      </TableCell>
      <TableCell className={`${PIECE} min-w-52 max-sm:order-1`}>
        <Link
          href={routes.activity({ entry: record.id })}
          className="block max-w-2xl wrap-anywhere whitespace-normal hover:underline"
        >
          {record.detail}
        </Link>
      </TableCell>
      <TableCell className="min-w-24 wrap-anywhere whitespace-normal text-muted max-sm:hidden">
        {record.reason}
      </TableCell>
      <TableCell className={`${PIECE} max-sm:order-2`}>
        <OutcomeLabel outcome={record.outcome} />
      </TableCell>
    </TableRow>
  )
}
