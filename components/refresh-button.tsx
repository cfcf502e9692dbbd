'use client'

import { RefreshCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState, useTransition } from 'react'
import { MomentText } from './moment'
import { looksTheSame } from './newer-answer'
import { readAgain } from './read-again'
import { announce } from './ui/announce'
import { Button } from './ui/button'
import { classNames } from './ui/class-names'
import { useNewerAnswer } from './use-newer-answer'

/** Asks the server to read AWS again, then shows the page anew. */
export function RefreshButton({
  children = 'refresh',
  look = 'text',
  readAt = null,
}: {
  children?: ReactNode
  look?: 'text' | 'button'
  /** ISO: the date that the page shows beside it. */
  readAt?: string | null
}) {
  const router = useRouter()
  const [asking, setAsking] = useState(false)
  const [pending, start] = useTransition()
  const busy = asking || pending
  const refresh = async () => {
    if (busy) return
    setAsking(true)
    const outcome = await readAgain()
    setAsking(false)
    start(() => {
      router.refresh()
      announce(outcome)
    })
  }
  if (look === 'button')
    return (
      <Button size="sm" onClick={refresh} busy={busy}>
        {children}
      </Button>
    )
  return (
    <InHeader refresh={refresh} busy={busy} readAt={readAt}>
      {children}
    </InHeader>
  )
}

/** One button for both, so that it keeps the focus: where a newer answer is there already, AWS is not asked for it. */
function InHeader({
  refresh,
  busy,
  readAt,
  children,
}: {
  refresh: () => void
  busy: boolean
  readAt: string | null
  children: ReactNode
}) {
  const { newer, take, taking } = useNewerAnswer(readAt)
  const turning = busy || taking
  return (
    <button
      data-slot="refresh-button"
      type="button"
      onClick={newer ? take : refresh}
      className={classNames(
        'inline-flex min-h-6 items-center gap-1 rounded-sm text-xs hover:text-fg max-md:min-h-11',
        newer ? 'text-accent' : 'text-muted',
      )}
    >
      <RefreshCw aria-hidden size={13} strokeWidth={1.5} className={classNames(turning && 'animate-spin')} />
      {newer ? (
        <>
          <span className="sm:hidden">
            <span className="sr-only">Show </span>newer
          </span>
          <span className="max-sm:hidden">
            Newer answer
            {looksTheSame(newer, readAt) ? null : (
              <>
                , <MomentText iso={newer} now={newer} />
              </>
            )}{' '}
            · show
          </span>
        </>
      ) : (
        children
      )}
    </button>
  )
}
