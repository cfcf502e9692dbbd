'use client'

import { useEffect, useState } from 'react'
import { askServer } from '@/components/ask-server'
import { useAccount } from '@/components/use-account'
import { routes } from '@/lib/routes'
import type { GrantChoices } from '@/lib/services/grants/find-grant-choices'

const SETTLE_MS = 120
interface OfferedChoices extends GrantChoices {
  /** Why there is nothing to choose from, when something went wrong. */
  problem: string | null
  /** It answers an earlier text. */
  waiting: boolean
}

type Answer = Omit<OfferedChoices, 'waiting'> & { find: string | null }

const NOTHING = { subjects: [], targets: [], more: 0, unread: null, problem: null }

/** What matches the text, asked once typing comes to rest. `find` null: the list is closed. */
export function useChoices(kind: 'who' | 'on', find: string | null): OfferedChoices {
  const account = useAccount()
  const [reading, setReading] = useState<Answer>({ ...NOTHING, find: null })
  useEffect(() => {
    if (find === null) return
    const abort = new AbortController()
    const timer = setTimeout(async () => {
      const href = routes.grantChoices(account, { kind, find })
      const answer = await askServer<GrantChoices>(href, { signal: abort.signal })
      if (abort.signal.aborted) return
      const found = answer.ok ? { ...answer.value, problem: null } : { ...NOTHING, problem: answer.message }
      setReading({ ...found, find })
    }, SETTLE_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [account, kind, find])
  return { ...reading, waiting: reading.find !== find }
}
