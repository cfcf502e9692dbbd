import type { Route } from 'next'
import Link from 'next/link'
import { Moment } from '@/components/moment'
import { formatCount, formatNumber } from '@/lib/format'
import type { AuditPage } from '@/lib/records/audit'
import { routes } from '@/lib/routes'
import { actorWords } from './actor-words'
import { OutcomeLabel } from './outcome-label'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from './ui/table'

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
      <Table>
        <TableHead>
          <tr>
            <TableHeader>When</TableHeader>
            <TableHeader>Who</TableHeader>
            <TableHeader>What</TableHeader>
            <TableHeader className="max-sm:hidden">Reason</TableHeader>
            <TableHeader>Outcome</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
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
    <TableRow>
      <TableCell>
        <Moment iso={record.at} now={now} />
      </TableCell>
      <TableCell className="font-mono text-xs">{actorWords(record)}</TableCell>
      <TableCell>
        <Link
          href={routes.activity({ entry: record.id })}
          className="block max-w-2xl whitespace-normal hover:underline"
        >
          {record.detail}
        </Link>
      </TableCell>
      <TableCell className="text-muted max-sm:hidden">{record.reason}</TableCell>
      <TableCell>
        <OutcomeLabel outcome={record.outcome} />
      </TableCell>
    </TableRow>
  )
}
