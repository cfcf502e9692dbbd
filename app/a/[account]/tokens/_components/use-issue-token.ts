'use client'

import { useCallback, useRef, useState, useTransition } from 'react'
import { answered } from '@/components/use-server-action'
import { type FailedState, IDLE } from '@/lib/actions/action-state'
import type { IssuedToken } from '@/lib/services/tokens/mint-token'
import { issueTokenAction } from '../actions'
import { orderForm, type TokenOrder } from './token-order'

export type TokenFailure = FailedState

/** Calls the action itself: `useActionState` would keep the answer, and with it the token, for as long as it lives. */
export function useIssueToken(onIssued: (token: IssuedToken, order: TokenOrder) => void) {
  const [pending, start] = useTransition()
  const [failure, setFailure] = useState<TokenFailure | null>(null)
  const running = useRef(false)
  const issue = (order: TokenOrder) => {
    if (running.current) return
    running.current = true
    start(async () => {
      const state = await answered(issueTokenAction(IDLE, orderForm(order)))
      if (state.status === 'done') onIssued(state.value, order)
      setFailure(state.status === 'failed' ? state : null)
      running.current = false
    })
  }
  const clearFailure = useCallback(() => setFailure(null), [])
  return { issue, pending, failure, clearFailure }
}
