'use client'

import { useEffect, useState } from 'react'
import { sendToServer } from '@/components/ask-server'
import { useAccount } from '@/components/use-account'
import type { PageReading } from '@/lib/actions/read-page'
import type { GrantIntent } from '@/lib/grants/intent'
import { LONGEST_DOCUMENT } from '@/lib/grants/written/check-grammar'
import { routes } from '@/lib/routes'
import type { UserQuestion } from '@/lib/services/databases/user-plan-now'
import type { GrantPreview } from '@/lib/services/grants/grant-with-users'

const SETTLE_MS = 300

export const askGrantPlan = (account: string, question: string, signal?: AbortSignal) =>
  sendToServer<GrantPreview>(routes.grantPlan(account), question, signal)

/** The plan of a text, asked once typing comes to rest. The one before stays, marked as old, until the new one is there. */
export function useWrittenPlan(intent: GrantIntent, text: string | null, users: UserQuestion[]) {
  const account = useAccount()
  const [known, setKnown] = useState<{ key: string; reading: PageReading<GrantPreview> } | null>(null)
  const [shown, setShown] = useState<GrantPreview | null>(null)
  const [round, setRound] = useState(0)
  const question = JSON.stringify({ intent: { ...intent, connections: [], document: text }, users })
  const key = `${round} ${question}`
  const asks = text !== null && text.length <= LONGEST_DOCUMENT
  useEffect(() => {
    if (!asks) return
    const over = new AbortController()
    const timer = setTimeout(async () => {
      const reading = await askGrantPlan(account, question, over.signal)
      if (over.signal.aborted) return
      setKnown({ key, reading })
      if (reading.ok) setShown(reading.value)
    }, SETTLE_MS)
    return () => {
      clearTimeout(timer)
      over.abort()
    }
  }, [asks, account, key, question])
  const current = asks && known?.key === key ? known.reading : null
  return {
    plan: shown,
    isCurrent: current?.ok === true,
    failure: current && !current.ok ? current : null,
    again: () => setRound(number => number + 1),
  }
}
