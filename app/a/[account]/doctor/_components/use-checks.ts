'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { sendToServer } from '@/components/ask-server'
import { useAccount } from '@/components/use-account'
import { routes } from '@/lib/routes'
import type { CheckAnswer, LiveCheck } from '@/lib/services/doctor/check-answer'
import type { LiveAnswers } from './doctor-row'

/** What leaves the browser: names, never the text. */
export interface CheckQuestion {
  region: string
  resourceId: string
  databaseUser: string | null
  principalArn: string | null
  callerArn: string | null
}

/** The server gives up after ten seconds; then it may be the way to the server itself. */
const PATIENCE_MS = 12_000

const unanswered = (check: LiveCheck, evidence: string): CheckAnswer => ({
  check,
  state: 'cannotTell',
  cause: null,
  title: 'This check gave no answer',
  evidence,
  fix: null,
  known: {},
  evaluated: true,
  note: null,
  instead: null,
  tookMs: 0,
  checkedAt: new Date().toISOString(),
})

async function ask(href: string, body: unknown, check: LiveCheck, over: AbortSignal): Promise<CheckAnswer> {
  const signal = AbortSignal.any([over, AbortSignal.timeout(PATIENCE_MS)])
  const reading = await sendToServer<CheckAnswer>(href, JSON.stringify(body), signal)
  return reading.ok ? reading.value : unanswered(check, reading.message)
}

/** All checks at once; each answer is there as it comes. A new question ends what the one before still waits for. */
export function useChecks() {
  const account = useAccount()
  const [answers, setAnswers] = useState<LiveAnswers>({})
  const running = useRef<AbortController | null>(null)
  const stop = useCallback(() => {
    running.current?.abort()
    setAnswers({})
  }, [])
  const run = useCallback(
    (question: CheckQuestion, checks: readonly LiveCheck[]) => {
      running.current?.abort()
      const over = new AbortController()
      running.current = over
      setAnswers(Object.fromEntries(checks.map(check => [check, 'pending'])))
      for (const check of checks)
        void ask(
          routes.doctorChecks(account),
          { accountId: account, check, ...question },
          check,
          over.signal,
        ).then(answer => {
          if (!over.signal.aborted) setAnswers(before => ({ ...before, [check]: answer }))
        })
    },
    [account],
  )
  useEffect(() => () => running.current?.abort(), [])
  return { answers, run, stop }
}
