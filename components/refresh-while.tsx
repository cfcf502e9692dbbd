'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useTransition } from 'react'

const FIRST_MS = 3_000
const LONGEST_MS = 15_000
const STOP_AFTER_MS = 15 * 60_000

/**
 * Reads the page again while something is changing: 3 s, then slower up to 15 s, at most a quarter of an hour, never two at
 * once, not while the tab is hidden. Not a server action: those queue one at a time and would block a click.
 */
export function RefreshWhile({ active, everyMs = FIRST_MS }: { active: boolean; everyMs?: number }) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const wait = useRef(everyMs)
  const startedAt = useRef<number | null>(null)
  useEffect(() => {
    if (!active) {
      startedAt.current = null
      wait.current = everyMs
      return
    }
    if (pending) return
    startedAt.current ??= Date.now()
    const since = startedAt.current
    let timer: ReturnType<typeof setTimeout>
    const tick = () => {
      if (Date.now() - since > STOP_AFTER_MS) return
      if (document.hidden) {
        timer = setTimeout(tick, wait.current)
        return
      }
      wait.current = Math.min(LONGEST_MS, wait.current * 1.25)
      start(() => router.refresh())
    }
    timer = setTimeout(tick, wait.current)
    return () => clearTimeout(timer)
  }, [active, pending, everyMs, router])
  return null
}
