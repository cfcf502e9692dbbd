'use client'

import { RefreshCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState, useTransition } from 'react'
import type { PageReading } from '@/lib/actions/read-page'
import { formatClock } from '@/lib/format'
import { routes } from '@/lib/routes'
import { announce } from './ui/announce'
import { Button } from './ui/button'
import { classNames } from './ui/class-names'
import { useNewerAnswer } from './use-newer-answer'

/** What came of it, for those who do not see the banner. */
async function readAgain(): Promise<string> {
  try {
    const answer = await fetch(routes.refresh(), { method: 'POST' })
    const reading = (await answer.json()) as PageReading<{ unread: string[] }>
    if (!reading.ok) return `Not read again. ${reading.message}`
    const { unread } = reading.value
    return unread.length === 0 ? 'Read again' : `Read again, without ${unread.join(', ')}`
  } catch {
    return 'Not read again. The server did not answer.'
  }
}

/** Asks the server to read AWS again, then shows the page anew. */
export function RefreshButton({
  children = 'refresh',
  look = 'text',
}: {
  children?: ReactNode
  look?: 'text' | 'button'
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
    <InHeader refresh={refresh} busy={busy}>
      {children}
    </InHeader>
  )
}

/** One button for both, so that it keeps the focus: where a newer answer is there already, AWS is not asked for it. */
function InHeader({ refresh, busy, children }: { refresh: () => void; busy: boolean; children: ReactNode }) {
  const { newer, take, taking } = useNewerAnswer()
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
      {newer ? `Newer answer, ${formatClock(newer)} · show` : children}
    </button>
  )
}
