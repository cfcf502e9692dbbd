'use client'

import { useEffect, useState } from 'react'
import { useAccount } from '@/components/use-account'
import type { PageReading } from '@/lib/actions/read-page'
import type { ConnectionOption } from '@/lib/connect/connection-options'
import { routes } from '@/lib/routes'
import type { TokenPlan } from '@/lib/services/tokens/plan-token'

type TokenPlanReading = PageReading<TokenPlan>

const SETTLE_MS = 90

const UNREACHED: TokenPlanReading = {
  ok: false,
  code: 'unavailable',
  message: 'The Gatehouse server did not answer.',
  answer: null,
  missingAction: null,
  unread: null,
  errorId: null,
}

/** The checks of the chosen option, read once the arrows come to rest. The one before stays until they are there. */
export function useTokenPlan(option: ConnectionOption | null, signAs: string) {
  const [known, setKnown] = useState<{ key: string; reading: TokenPlanReading } | null>(null)
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
      const reading = await fetch(href, { signal: abort.signal })
        .then(response => response.json() as Promise<TokenPlanReading>)
        .catch(() => UNREACHED)
      if (!abort.signal.aborted) setKnown({ key, reading })
    }, SETTLE_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [href, key])
  return { reading: known?.key === key ? known.reading : null, again: () => setRound(number => number + 1) }
}
