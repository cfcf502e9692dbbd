import { FailurePanel } from '@/components/failure-panel'
import { RelativeTime } from '@/components/relative-time'
import { SignOut } from '@/components/sign-out'
import { Panel, PanelRow } from '@/components/ui/panel'
import type { PageReading } from '@/lib/actions/read-page'
import { formatDuration } from '@/lib/format'
import type { OpenSessions } from '@/lib/services/sessions/list-sessions'
import { EndSessionButton } from './end-session-button'
import { NewAddress } from './new-address'

type Listed = OpenSessions['sessions'][number]

function SessionRow({ session, now }: { session: Listed; now: string }) {
  const { id, browser, address, operator, own, signedInAt, lastSeenAt } = session
  return (
    <PanelRow
      name={<span className="text-fg">{browser}</span>}
      action={
        own ? (
          <SignOut size="sm">Sign out</SignOut>
        ) : (
          <EndSessionButton id={id} label={`End the session of ${browser}`}>
            End
          </EndSessionButton>
        )
      }
    >
      {own ? <strong>This browser</strong> : operator}
      <span className="text-muted">
        , signed in <RelativeTime iso={signedInAt} now={now} />
        {own ? null : (
          <>
            , last seen <RelativeTime iso={lastSeenAt} now={now} />
          </>
        )}
        {address ? ` from ${address}` : ''}
      </span>
    </PanelRow>
  )
}

/** Where one is signed in, with the ways to end it and to sign in elsewhere. */
export function SessionsPanel({ reading }: { reading: PageReading<OpenSessions> }) {
  const value = reading.ok ? reading.value : null
  const others = value?.sessions.some(({ own }) => !own)
  return (
    <Panel
      title="Signed in"
      id="sessions"
      actions={
        others ? <EndSessionButton label="End all other sessions">End all others</EndSessionButton> : null
      }
    >
      {reading.ok ? null : <FailurePanel failure={reading} />}
      {value?.sessions.map(session => (
        <SessionRow key={session.id} session={session} now={value.now} />
      ))}
      {value ? (
        <p className="border-b border-line px-4 py-2.5 text-xs text-muted">
          A session ends {value.hours} h after signing in, or after{' '}
          {formatDuration(value.idleMinutes * 60_000)} without use.
        </p>
      ) : null}
      <NewAddress />
    </Panel>
  )
}
