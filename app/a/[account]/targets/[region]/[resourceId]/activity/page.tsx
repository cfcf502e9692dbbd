import Link from 'next/link'
import { actorWords } from '@/components/actor-words'
import { EmptyState } from '@/components/empty-state'
import { FailurePanel } from '@/components/failure-panel'
import { Moment } from '@/components/moment'
import { OutcomeLabel } from '@/components/outcome-label'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { readPage } from '@/lib/actions/read-page'
import { formatCount } from '@/lib/format'
import { routes } from '@/lib/routes'
import { listActivity } from '@/lib/services/activity/list-activity'
import type { ActivityRecord } from '../_components/activity-record'
import { refOf, type TargetParams } from '../_components/read-target'

interface Props {
  params: TargetParams
}

/** What was done to this target through Gatehouse, newest first. */
export default async function TargetActivityPage({ params }: Props) {
  const { resourceId } = await refOf(params)
  const reading = await readPage(context => listActivity(context, { resourceId, limit: 100 }))
  if (!reading.ok) return <FailurePanel failure={reading} />
  const { records, total } = reading.value
  if (records.length === 0)
    return (
      <EmptyState title="Nothing was done to this target here yet">
        Switches, grants, tokens and readings made through Gatehouse are kept here. AWS CloudTrail has what
        was done elsewhere, but not database sign-ins.
      </EmptyState>
    )
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
            <ActivityRow key={record.id} record={record} now={now} />
          ))}
        </TableBody>
      </Table>
      <p className="px-5 py-2 text-xs text-subtle">
        {formatCount(records.length, 'entry', 'entries')} of {total}.{' '}
        <Link className="text-accent underline" href={routes.activity({ target: resourceId })}>
          Open in Activity
        </Link>
      </p>
    </div>
  )
}

function ActivityRow({ record, now }: { record: ActivityRecord; now: string }) {
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
