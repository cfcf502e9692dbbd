'use client'

import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { useSingleKeys } from '@/components/use-single-keys'
import type { IssuedToken } from '@/lib/services/tokens/mint-token'
import { FailureBanner } from './failure-banner'
import type { TokenFailure } from './use-issue-token'

interface ExpiredTokenProps {
  expired: Pick<IssuedToken, 'target' | 'databaseUser'>
  pending: boolean
  failure: TokenFailure | null
  singleKeys: boolean
  onRenew: () => void
  onBack: () => void
}

export function ExpiredToken({ expired, pending, failure, singleKeys, onRenew, onBack }: ExpiredTokenProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  useSingleKeys(singleKeys, key => {
    if (key === 'r' || key === 'Enter') onRenew()
    else if (key === 'x' || key === 'Escape') onBack()
    else return false
    return true
  })
  return (
    <section className="flex items-center gap-6 px-6 py-5 max-md:flex-col max-md:px-4 max-md:text-center">
      <span
        aria-hidden
        className="grid size-38 place-items-center rounded-full border-[5px] border-active text-xl font-semibold text-deny"
      >
        0:00
      </span>
      <div>
        <h2 ref={heading} tabIndex={-1} className="text-xl font-semibold tracking-[-0.02em] outline-none">
          The token for <code className="font-semibold">{expired.databaseUser}</code> on {expired.target.name}{' '}
          has expired
        </h2>
        <p className="mt-1 text-muted">
          It is gone from this page. Database sessions that it opened stay open.
        </p>
        <div className="mt-3 flex gap-2 max-md:grid">
          <Button variant="primary" size="lg" busy={pending} onClick={onRenew}>
            New token <Kbd onSolid>R</Kbd>
          </Button>
          <Button size="lg" onClick={onBack}>
            Choose another
          </Button>
        </div>
        <FailureBanner failure={failure} className="mt-3" />
      </div>
    </section>
  )
}
