import Link from 'next/link'
import type { ReactNode } from 'react'
import { FirstOnScreen } from '@/components/first-on-screen'
import { Day, Moment } from '@/components/moment'
import type { FindingEvent } from '@/lib/findings/history'
import { routes } from '@/lib/routes'

const SHOWN = 6
const OUTCOMES = {
  done: 'fixed',
  running: 'fixing',
  refused: 'fix refused',
  failed: 'fix failed',
  partial: 'fixed in part',
} as const

function wordsOf(event: FindingEvent, now: string): ReactNode {
  switch (event.kind) {
    case 'firstSeen':
      return 'first seen'
    case 'gone':
      return 'gone'
    case 'cameBack':
      return 'came back'
    case 'acceptanceEnded':
      return 'acceptance ended, open again'
    case 'accepted':
      return (
        <>
          accepted until <Day iso={event.until} now={now} />
        </>
      )
    case 'openedAgain':
      return 'opened again'
    case 'fixApplied':
      return OUTCOMES[event.outcome]
  }
}

function Event({ event, now }: { event: FindingEvent; now: string }) {
  return (
    <li className="flex gap-2.5 py-0.5">
      <Moment iso={event.at} now={now} className="shrink-0 text-muted" />
      <span className="min-w-0">
        {wordsOf(event, now)}
        {'auditId' in event ? (
          <>
            {' by '}
            {event.by}: {event.reason}{' '}
            <Link
              href={routes.activity({ entry: event.auditId, days: 'all' })}
              prefetch={false}
              className="text-accent hover:underline"
            >
              entry {event.auditId}
            </Link>
          </>
        ) : null}
      </span>
    </li>
  )
}

/** What happened to it, newest first. */
export function FindingHistory({ history, now }: { history: FindingEvent[] | null; now: string }) {
  if (!history) return <p className="text-muted">The records could not be read.</p>
  if (history.length === 0) return <p className="text-muted">Nothing is recorded yet.</p>
  const older = history.length - SHOWN
  return (
    <ol className="text-xs">
      <FirstOnScreen most={SHOWN} more={<li className="text-muted">and {older} older</li>}>
        {history.map(event => (
          <Event key={`${event.at} ${event.kind}`} event={event} now={now} />
        ))}
      </FirstOnScreen>
    </ol>
  )
}
