import { CircleDashed, Minus, TriangleAlert } from 'lucide-react'
import { FailurePanel } from '@/components/failure-panel'
import { Moment } from '@/components/moment'
import { RelativeTime } from '@/components/relative-time'
import { Panel, PanelRow } from '@/components/ui/panel'
import type { PageReading } from '@/lib/actions/read-page'
import { formatCount } from '@/lib/format'
import type { ListedJob, ListedJobs } from '@/lib/services/jobs/list-jobs'
import { JobButtons } from './job-buttons'

const SHOWN_FAILURES = 5

/** What it is at now, or that it is not done. */
function JobState({ job, now }: { job: ListedJob; now: string }) {
  const { off, stoppedAt, stoppedBy, running, waiting, last } = job
  if (stoppedAt !== null)
    return (
      <Line Icon={Minus} tone="text-cond">
        Stopped by {stoppedBy} <RelativeTime iso={stoppedAt} now={now} />
      </Line>
    )
  if (off !== null)
    return (
      <Line Icon={Minus} tone="text-subtle">
        Off on this server. <span className="text-muted">{off}</span>
      </Line>
    )
  const counts = [running > 0 ? `${running} running` : null, waiting > 0 ? `${waiting} waiting` : null]
    .filter(words => words !== null)
    .join(', ')
  if (counts !== '')
    return (
      <Line Icon={CircleDashed} tone="text-subtle">
        {counts}
      </Line>
    )
  return last?.failed ? (
    <Line Icon={TriangleAlert} tone="text-cond">
      Failed
    </Line>
  ) : null
}

function Line({ Icon, tone, children }: { Icon: typeof Minus; tone: string; children: React.ReactNode }) {
  return (
    <p className="flex items-start gap-2">
      <Icon aria-hidden size={13} strokeWidth={1.75} className={`mt-1 shrink-0 ${tone}`} />
      <span className="min-w-0">{children}</span>
    </p>
  )
}

function JobRow({ job, now }: { job: ListedJob; now: string }) {
  const { title, about, when, nextAt, last, failed, stoppedAt, off } = job
  const isOn = stoppedAt === null && off === null
  return (
    <PanelRow name={<span className="text-fg">{title}</span>} action={<JobButtons job={job} />}>
      <JobState job={job} now={now} />
      <p>
        {last ? (
          <>
            Last <RelativeTime iso={last.at} now={now} />
            {last.words ? `: ${last.words}` : ', nothing was to be done.'}
          </>
        ) : (
          'Not done yet.'
        )}{' '}
        {isOn && nextAt ? (
          <span className="text-muted">
            Next at <Moment iso={nextAt} now={now} />.
          </span>
        ) : null}
      </p>
      <p className="text-xs text-muted">
        {about} <span className="text-subtle">Done {when}.</span>
      </p>
      {failed.length > 0 ? <Failures failed={failed} now={now} /> : null}
    </PanelRow>
  )
}

function Failures({ failed, now }: { failed: ListedJob['failed']; now: string }) {
  const more = failed.length - SHOWN_FAILURES
  return (
    <ul className="mt-1 text-xs">
      {failed.slice(0, SHOWN_FAILURES).map(({ subject, words, nextTry }) => (
        <li key={`${subject} ${words}`}>
          {subject ? <strong>{subject}: </strong> : null}
          {words}{' '}
          <span className="text-subtle">
            {nextTry ? (
              <>
                Tried again at <Moment iso={nextTry} now={now} />.
              </>
            ) : (
              'Tried again when it is due.'
            )}
          </span>
        </li>
      ))}
      {more > 0 ? <li className="text-muted">And {formatCount(more, 'other')}.</li> : null}
    </ul>
  )
}

/** What works without being asked, with the ways to stop it and to ask for it now. */
export function JobsPanel({ reading }: { reading: PageReading<ListedJobs> }) {
  const value = reading.ok ? reading.value : null
  return (
    <Panel title="Background jobs" id="jobs">
      {reading.ok ? null : <FailurePanel failure={reading} />}
      {value?.jobs.map(job => (
        <JobRow key={job.name} job={job} now={value.now} />
      ))}
      {value?.troubles.map(words => (
        <p key={words} className="border-b border-line px-4 py-2.5 text-xs last:border-b-0">
          {words}
        </p>
      ))}
      {value ? (
        <p className="px-4 py-2.5 text-xs text-muted">
          {value.workers === 0
            ? 'No server works on the queue at this moment.'
            : `${formatCount(value.workers, 'server')} on these records: each job is done by one of them.`}
        </p>
      ) : null}
    </Panel>
  )
}
