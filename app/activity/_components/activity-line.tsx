import type { Route } from 'next'
import Link from 'next/link'
import { actorWords } from '@/components/actor-words'
import { Clock } from '@/components/moment'
import { OutcomeLabel } from '@/components/outcome-label'
import { classNames } from '@/components/ui/class-names'
import { TableCell, TableRow } from '@/components/ui/table'
import { shortenMiddle } from '@/lib/format'
import { ActionIcon } from './action-icon'
import type { ActivityRecord } from './activity-words'

interface ActivityLineProps {
  /** Of one entry, or the one that stands for a change of several parts. */
  record: ActivityRecord
  did: string
  to: string
  outcome: ActivityRecord['outcome']
  /** Opens or closes it in place. */
  href: Route
  open: boolean
  /** `12 parts`, of a change that has some. */
  parts?: string
  /** It stands under the change that it is a part of. */
  isPart?: boolean
}

export function ActivityLine({
  record,
  did,
  to,
  outcome,
  href,
  open,
  parts,
  isPart = false,
}: ActivityLineProps) {
  return (
    <TableRow
      id={parts ? `change-${record.id}` : `entry-${record.id}`}
      className={classNames(
        'relative max-sm:grid max-sm:min-h-14 max-sm:grid-cols-[1fr_auto] max-sm:items-center max-sm:gap-x-3 max-sm:px-4 max-sm:py-2',
        isPart && 'bg-sunken shadow-[inset_2px_0_0_var(--gh-line-strong)] max-sm:pl-7',
      )}
    >
      <TableCell className="h-8! w-24 text-muted max-sm:order-2 max-sm:h-auto! max-sm:w-auto max-sm:p-0! max-sm:text-right max-sm:text-xs">
        <Clock iso={record.at} />
        {outcome === 'done' ? null : (
          <span className="block sm:hidden">
            <OutcomeLabel outcome={outcome} />
          </span>
        )}
      </TableCell>
      <TableCell className="h-8! w-36 max-sm:hidden">
        <span className={classNames('flex items-center gap-3', isPart && 'pl-4')}>
          <ActionIcon record={record} />
          <span className="truncate font-mono text-xs" title={actorWords(record)}>
            {actorWords(record)}
          </span>
        </span>
      </TableCell>
      <TableCell className="h-8! max-sm:order-1 max-sm:h-auto! max-sm:min-w-0 max-sm:p-0! max-sm:whitespace-normal">
        <Link
          href={href}
          scroll={false}
          replace
          prefetch={false}
          data-hit=""
          aria-expanded={open}
          className="rounded-sm after:absolute after:inset-0"
        >
          <span className="sm:hidden">{actorWords(record)} </span>
          {did}
          {parts ? <span className="text-muted">, {parts}</span> : null}
        </Link>
        <span className="block truncate text-xs text-muted sm:hidden">{to}</span>
      </TableCell>
      <TableCell className="h-8! max-w-0 truncate text-muted max-md:w-full md:w-3/5 max-sm:hidden" title={to}>
        {to}
      </TableCell>
      <TableCell className="h-8! w-2/5 max-w-0 truncate text-muted max-md:hidden" title={record.reason}>
        {isPart ? null : record.reason}
      </TableCell>
      <TableCell className="h-8! max-sm:hidden">
        <OutcomeLabel outcome={outcome} />
      </TableCell>
      <TableCell className="h-8! text-subtle max-lg:hidden">
        {parts ? null : <code className="text-2xs">{shortenMiddle(record.hash, 4, 4)}</code>}
      </TableCell>
    </TableRow>
  )
}
