'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'

const FIRST_MS = 3_000
const LONGEST_MS = 15_000
const STOP_AFTER_MS = 15 * 60_000

/**
 * Reads the page again while something is changing: 3 s, then slower up to 15 s, at most a quarter of an hour, not while
 * the tab is hidden. Not a server action: those queue one at a time and would block a click.
 */
export function RefreshWhile({ active, everyMs = FIRST_MS }: { active: boolean; everyMs?: number }) {
  const router = useRouter()
  const wait = useRef(everyMs)
  useEffect(() => {
    if (!active) return
    const startedAt = Date.now()
    wait.current = everyMs
    let timer: ReturnType<typeof setTimeout>
    const tick = () => {
      if (Date.now() - startedAt > STOP_AFTER_MS) return
      if (!document.hidden) router.refresh()
      wait.current = Math.min(LONGEST_MS, wait.current * 1.25)
      timer = setTimeout(tick, wait.current)
    }
    timer = setTimeout(tick, wait.current)
    return () => clearTimeout(timer)
  }, [active, everyMs, router])
  return null
}
