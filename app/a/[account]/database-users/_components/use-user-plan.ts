'use client'

import { useEffect, useRef, useState } from 'react'
import { sendToServer } from '@/components/ask-server'
import { useAccount } from '@/components/use-account'
import type { PageReading } from '@/lib/actions/read-page'
import type { UserIntent } from '@/lib/provision/user-intent'
import { routes } from '@/lib/routes'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { UserChangePreview } from '@/lib/services/databases/preview-user-change'

/** A choice is looked at nearly at once, letters of a name once the hand rests: each look signs in to the database. */
const SETTLE_MS = { choice: 30, typing: 300 }

interface Known {
  key: string
  reading: PageReading<UserChangePreview>
}

/** The plan of what is chosen. The one before stays, marked as old, until the new one is there. */
export function useUserPlan({ region, resourceId }: TargetRef, intent: UserIntent | null) {
  const account = useAccount()
  const [known, setKnown] = useState<Known | null>(null)
  const [shown, setShown] = useState<UserChangePreview | null>(null)
  const [round, setRound] = useState(0)
  const asks = intent !== null && intent.user.name !== ''
  const question = JSON.stringify({ target: { accountId: account, region, resourceId }, intent })
  const key = `${round} ${question}`
  const name = intent?.user.name
  const settled = useRef(name)
  useEffect(() => {
    if (!asks) return
    const over = new AbortController()
    const timer = setTimeout(
      async () => {
        settled.current = name
        const reading = await sendToServer<UserChangePreview>(routes.userPlan(account), question, over.signal)
        if (over.signal.aborted) return
        setKnown({ key, reading })
        if (reading.ok) setShown(reading.value)
      },
      settled.current === name ? SETTLE_MS.choice : SETTLE_MS.typing,
    )
    return () => {
      clearTimeout(timer)
      over.abort()
    }
  }, [asks, account, key, question, name])
  const current = asks && known?.key === key ? known.reading : null
  return {
    /** The last plan there was; null: none yet. */
    preview: asks ? shown : null,
    isCurrent: current?.ok === true,
    failure: current && !current.ok ? current : null,
    isAsking: asks && current === null,
    again: () => setRound(number => number + 1),
  }
}
