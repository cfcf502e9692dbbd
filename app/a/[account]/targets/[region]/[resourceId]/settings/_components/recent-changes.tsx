import Link from 'next/link'
import { Moment } from '@/components/moment'
import { OUTCOME_WORDS } from '@/components/outcome-words'
import type { Failure } from '@/lib/actions/action-state'
import { routes } from '@/lib/routes'
import type { ActivityRecord } from '../../_components/activity-record'

interface RecentChangesProps {
  records: ActivityRecord[]
  /** ISO, the server's. */
  now: string
  failure: Failure | null
}

/** What was done to this target here, newest first. */
export function RecentChanges({ records, now, failure }: RecentChangesProps) {
  return (
    <section aria-label="Recent changes" className="w-80 shrink-0 max-lg:w-full">
      <h2 className="pb-2 text-2xs font-medium text-subtle">Recent changes to this target</h2>
      {failure && <p className="text-muted">{failure.message}</p>}
      {!failure && records.length === 0 && <p className="text-muted">Nothing was done to it here yet.</p>}
      <ul>
        {records.slice(0, 6).map(record => (
          <li key={record.id} className="border-b border-line py-2">
            <Link href={routes.activity({ entry: record.id })} className="block hover:underline">
              {record.detail}
            </Link>
            <span className="flex gap-2 text-xs text-muted">
              <Moment iso={record.at} now={now} />
              <span>{record.actor}</span>
              {record.outcome !== 'done' && <span>{OUTCOME_WORDS[record.outcome]}</span>}
              <span className="ml-auto truncate">{record.reason}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
