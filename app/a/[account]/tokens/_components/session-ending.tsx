'use client'

import { Moment } from '@/components/moment'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import type { IssuedToken } from '@/lib/services/tokens/mint-token'

/** The token ends with the credentials that signed it. Signing in happens where the server runs. */
export function SessionEnding({
  issued,
  open,
  onOpen,
}: {
  issued: IssuedToken
  open: boolean
  onOpen: () => void
}) {
  const lost = Math.ceil((Date.parse(issued.fullLifeEndsAt) - Date.parse(issued.expiresAt)) / 60_000)
  const usable = Math.floor((Date.parse(issued.expiresAt) - Date.parse(issued.issuedAt)) / 60_000)
  return (
    <Banner
      tone="warning"
      role="alert"
      className="mt-5"
      title={
        <>
          The AWS session ends {usable} min after issuing, at{' '}
          <Moment iso={issued.expiresAt} now={issued.expiresAt} />. This token dies with it.
        </>
      }
      actions={
        open ? null : (
          <Button onClick={onOpen}>
            Sign in again <Kbd>S</Kbd>
          </Button>
        )
      }
    >
      <span className="block">
        {open
          ? 'Sign in where Gatehouse runs, for example with '
          : `The last ${lost} of the 15 minutes cannot be used. Sign in again for a full token.`}
        {open ? (
          <>
            <code className="text-xs">aws sso login</code>, then issue a new token with <Kbd>R</Kbd>.
          </>
        ) : null}
      </span>
    </Banner>
  )
}
