'use client'

import { useCallback, useEffect, useState } from 'react'
import { announce } from '@/components/ui/announce'
import type { LiveToken } from '@/lib/services/tokens/issued-tokens'
import type { Connections } from '@/lib/services/tokens/list-connections'
import type { IssuedToken } from '@/lib/services/tokens/mint-token'
import { ExpiredToken } from './expired-token'
import { IssuedView } from './issued-view'
import { PickView } from './pick-view'
import type { TokenOrder } from './token-order'
import { useIssueToken } from './use-issue-token'

interface TokenDeskProps {
  connections: Connections
  wanted: { resourceId: string; databaseUser: string | null } | null
  /** Which of the endpoints of `wanted`; null: the main one. */
  endpoint: string | null
  /** What the server has already narrowed the options to. */
  find: string
  mayMint: boolean
  operatorName: string
  singleKeys: boolean
  now: string
}

/**
 * Picks, issues, shows. The token lives in this component's state and nowhere else: it is dropped at its end, on
 * "Forget it", when the page is left, and when a hidden page comes back after the end.
 */
export function TokenDesk({
  connections,
  wanted,
  endpoint,
  find,
  mayMint,
  operatorName,
  singleKeys,
  now,
}: TokenDeskProps) {
  const [issued, setIssued] = useState<IssuedToken | null>(null)
  const [expired, setExpired] = useState<Pick<IssuedToken, 'target' | 'databaseUser'> | null>(null)
  const [last, setLast] = useState<TokenOrder | null>(null)
  const [live, setLive] = useState<LiveToken[]>(connections.live)
  const { issue, pending, failure, clearFailure } = useIssueToken((token, order) => {
    setIssued(token)
    setExpired(null)
    setLast(withoutCode(order))
    setLive(before => [liveOf(token), ...before])
    announce(`Token issued for ${token.databaseUser} on ${token.target.name}`)
  })

  const forget = useCallback(() => {
    setIssued(null)
    setExpired(null)
    announce('The token is forgotten')
  }, [])
  const expire = useCallback(() => {
    setIssued(token => {
      if (token) setExpired({ target: token.target, databaseUser: token.databaseUser })
      return null
    })
  }, [])
  useForgetOnLeave(issued, expire, forget)
  /** A code works once: the next token begins where the next code can be given. */
  const renew = () => {
    if (!last) return
    if (!last.serialNumber) return issue(last)
    setIssued(null)
    setExpired(null)
  }

  if (issued) {
    return (
      <IssuedView
        issued={issued}
        live={live.filter(token => token.auditId !== issued.auditId)}
        operatorName={operatorName}
        singleKeys={singleKeys}
        pending={pending}
        failure={failure}
        signAs={last?.signAs ?? connections.signAs}
        device={last?.serialNumber ?? null}
        onRenew={renew}
        onForget={forget}
        onExpire={expire}
      />
    )
  }
  if (expired) {
    return (
      <ExpiredToken
        expired={expired}
        pending={pending}
        failure={failure}
        singleKeys={singleKeys}
        onRenew={renew}
        onBack={() => setExpired(null)}
      />
    )
  }
  return (
    <PickView
      connections={connections}
      wanted={last ?? wanted}
      endpoint={endpoint}
      find={find}
      live={live}
      mayMint={mayMint}
      singleKeys={singleKeys}
      now={now}
      pending={pending}
      failure={failure}
      onPick={clearFailure}
      onIssue={issue}
    />
  )
}

const withoutCode = ({ tokenCode: _, ...order }: TokenOrder): TokenOrder => order

function liveOf({ target, databaseUser, reason, expiresAt, auditId }: IssuedToken): LiveToken {
  return { target: target.name, databaseUser, reason, expiresAt, auditId }
}

/** A page kept for the back button would keep its token; a hidden one may sleep past the end. */
function useForgetOnLeave(issued: IssuedToken | null, expire: () => void, forget: () => void) {
  const end = issued ? Date.parse(issued.expiresAt) : null
  useEffect(() => {
    if (end === null) return
    const onShow = () => {
      if (document.visibilityState === 'visible' && Date.now() >= end) expire()
    }
    document.addEventListener('visibilitychange', onShow)
    window.addEventListener('pagehide', forget)
    return () => {
      document.removeEventListener('visibilitychange', onShow)
      window.removeEventListener('pagehide', forget)
    }
  }, [end, expire, forget])
}
