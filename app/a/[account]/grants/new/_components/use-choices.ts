'use client'

import { useEffect, useState } from 'react'
import { useAccount } from '@/components/use-account'
import { routes } from '@/lib/routes'
import type { GrantChoicesReading } from '../../choices/route'

const SETTLE_MS = 120
const NOTHING: GrantChoicesReading = { subjects: [], targets: [], more: 0, unread: null, problem: null }

/** What matches the text, asked once typing comes to rest. `find` null: the list is closed. */
export function useChoices(kind: 'who' | 'on', find: string | null): GrantChoicesReading {
  const account = useAccount()
  const [reading, setReading] = useState(NOTHING)
  useEffect(() => {
    if (find === null) return
    const abort = new AbortController()
    const timer = setTimeout(async () => {
      const found = await fetch(routes.grantChoices(account, { kind, find }), { signal: abort.signal })
        .then(response => response.json() as Promise<GrantChoicesReading>)
        .catch(() => ({ ...NOTHING, problem: 'The Gatehouse server did not answer.' }))
      if (!abort.signal.aborted) setReading(found)
    }, SETTLE_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [account, kind, find])
  return reading
}
