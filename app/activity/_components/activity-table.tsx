import Link from 'next/link'
import { actorWords } from '@/components/actor-words'
import { Moment } from '@/components/moment'
import { OutcomeLabel } from '@/components/outcome-label'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { formatLongDay, shortenMiddle } from '@/lib/format'
import { routes } from '@/lib/routes'
import { type ActivityQuery, activityQuery } from '../search-params'
import { ActionIcon } from './action-icon'
import { type ActivityRecord, didWords, toWords } from './activity-words'
import { EntryDetail } from './entry-detail'

const COLUMNS = 7

function Line({ record, open, query }: { record: ActivityRecord; open: boolean; query: ActivityQuery }) {
  return (
    <TableRow
      id={`entry-${record.id}`}
      className="relative max-sm:grid max-sm:min-h-14 max-sm:grid-cols-[1fr_auto] max-sm:items-center max-sm:gap-x-3 max-sm:px-4 max-sm:py-2"
    >
      <TableCell className="h-8! w-28 text-muted max-sm:order-2 max-sm:h-auto! max-sm:w-auto max-sm:p-0! max-sm:text-right max-sm:text-xs">
        <Moment iso={record.at} under={record.at.slice(0, 10)} />
        {record.outcome === 'done' ? null : (
          <span className="block sm:hidden">
            <OutcomeLabel outcome={record.outcome} />
          </span>
        )}
      </TableCell>
      <TableCell className="h-8! w-36 max-sm:hidden">
        <span className="flex items-center gap-3">
          <ActionIcon record={record} />
          <span className="truncate font-mono text-xs" title={actorWords(record)}>
            {actorWords(record)}
          </span>
        </span>
      </TableCell>
      <TableCell className="h-8! max-sm:order-1 max-sm:h-auto! max-sm:min-w-0 max-sm:p-0! max-sm:whitespace-normal">
        <Link
          href={routes.activity(activityQuery({ ...query, entry: open ? null : record.id }))}
          scroll={false}
          replace
          prefetch={false}
          aria-expanded={open}
          className="rounded-sm after:absolute after:inset-0"
        >
          <span className="sm:hidden">{actorWords(record)} </span>
          {didWords(record)}
        </Link>
        <span className="block truncate text-xs text-muted sm:hidden">{toWords(record)}</span>
      </TableCell>
      <TableCell
        className="h-8! max-w-0 truncate text-muted max-md:w-full md:w-3/5 max-sm:hidden"
        title={toWords(record)}
      >
        {toWords(record)}
      </TableCell>
      <TableCell className="h-8! w-2/5 max-w-0 truncate text-muted max-md:hidden" title={record.reason}>
        {record.reason}
      </TableCell>
      <TableCell className="h-8! max-sm:hidden">
        <OutcomeLabel outcome={record.outcome} />
      </TableCell>
      <TableCell className="h-8! text-subtle max-lg:hidden">
        <code className="text-2xs">{shortenMiddle(record.hash, 4, 4)}</code>
      </TableCell>
    </TableRow>
  )
}

function byDay(records: ActivityRecord[]): { day: string; records: ActivityRecord[] }[] {
  const groups: { day: string; records: ActivityRecord[] }[] = []
  for (const record of records) {
    const day = record.at.slice(0, 10)
    const last = groups.at(-1)
    if (last?.day === day) last.records.push(record)
    else groups.push({ day, records: [record] })
  }
  return groups
}

export function ActivityTable({ records, query }: { records: ActivityRecord[]; query: ActivityQuery }) {
  return (
    <Table className="max-sm:block">
      <caption className="sr-only">Activity, newest first</caption>
      <TableHead className="max-sm:sr-only">
        <tr>
          <TableHeader>Time</TableHeader>
          <TableHeader className="pl-9!">Who</TableHeader>
          <TableHeader>Did</TableHeader>
          <TableHeader>To</TableHeader>
          <TableHeader className="max-md:hidden">Reason</TableHeader>
          <TableHeader>Outcome</TableHeader>
          <TableHeader className="max-lg:hidden">Hash</TableHeader>
        </tr>
      </TableHead>
      {byDay(records).map(group => (
        <TableBody key={group.day} className="max-sm:block">
          <tr className="border-b border-line bg-sunken max-sm:block">
            <th
              scope="rowgroup"
              colSpan={COLUMNS}
              className="h-7 px-5 text-left text-xs font-semibold max-sm:flex max-sm:items-center max-sm:px-4"
            >
              {formatLongDay(group.day)} <span className="font-normal text-subtle">UTC</span>
            </th>
          </tr>
          {group.records.flatMap(record => {
            const open = record.id === query.entry
            return [
              <Line key={record.id} record={record} open={open} query={query} />,
              ...(open
                ? [
                    <tr key={`${record.id}-open`} className="border-b border-line bg-surface max-sm:block">
                      <td colSpan={COLUMNS} className="p-0 max-sm:block">
                        <EntryDetail id={record.id} />
                      </td>
                    </tr>,
                  ]
                : []),
            ]
          })}
        </TableBody>
      ))}
    </Table>
  )
}
