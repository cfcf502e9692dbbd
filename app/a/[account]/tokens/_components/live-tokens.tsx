'use client'

import { useEffect, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { formatTimer } from '@/lib/format'
import type { LiveToken } from '@/lib/services/tokens/issued-tokens'

/** Tokens issued before that still open connections. Only what Activity knows: the tokens themselves are gone. */
export function LiveTokens({
  tokens,
  title = 'Your other live tokens',
  className,
}: {
  tokens: LiveToken[]
  title?: string
  className?: string
}) {
  const now = useSecond(tokens.length > 0)
  const live = now === null ? [] : tokens.filter(token => Date.parse(token.expiresAt) > now)
  if (live.length === 0 || now === null) return null
  return (
    <section aria-label={title} className={classNames('pb-5', className)}>
      <h2 className="border-b border-line pb-2">
        <span className="mr-2 font-semibold">{title}</span>
        <span className="text-xs text-subtle">
          A token cannot be taken back. It stops at its own deadline.
        </span>
      </h2>
      <ul>
        {live.map(token => (
          <li key={token.auditId} className="flex h-8 items-center gap-3 border-b border-line">
            <span className="w-40 truncate font-medium max-sm:w-28">{token.target}</span>
            <span className="truncate font-mono text-xs">{token.databaseUser}</span>
            <span className="min-w-0 flex-1 truncate text-xs text-subtle">{token.reason}</span>
            <span className="text-xs whitespace-nowrap text-muted">
              {formatTimer((Date.parse(token.expiresAt) - now) / 1000)} left
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Null until the browser runs: the server's clock is not the reader's. */
function useSecond(on: boolean): number | null {
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    if (!on) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [on])
  return now
}
