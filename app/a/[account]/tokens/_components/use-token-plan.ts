'use client'

import { useEffect, useState } from 'react'
import { askServer } from '@/components/ask-server'
import { useAccount } from '@/components/use-account'
import type { PageReading } from '@/lib/actions/read-page'
import type { ConnectionOption } from '@/lib/connect/connection-options'
import { routes } from '@/lib/routes'
import type { TokenPlan } from '@/lib/services/tokens/plan-token'

const SETTLE_MS = 90

/** The checks of the chosen option, read once the arrows come to rest. The one before stays until they are there. */
export function useTokenPlan(option: ConnectionOption | null, signAs: string) {
  const [known, setKnown] = useState<{ key: string; reading: PageReading<TokenPlan> } | null>(null)
  const [round, setRound] = useState(0)
  const account = useAccount()
  const href = option
    ? routes.tokenPlan(account, {
        region: option.region,
        resourceId: option.resourceId,
        user: option.databaseUser,
        as: signAs,
      })
    : null
  const key = `${round} ${href}`
  useEffect(() => {
    if (!href) return
    const abort = new AbortController()
    const timer = setTimeout(async () => {
      const reading = await askServer<TokenPlan>(href, { signal: abort.signal })
      if (!abort.signal.aborted) setKnown({ key, reading })
    }, SETTLE_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [href, key])
  return { reading: known?.key === key ? known.reading : null, again: () => setRound(number => number + 1) }
}
