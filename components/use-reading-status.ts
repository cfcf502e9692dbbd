'use client'
import { useEffect, useState } from 'react'
import { askServer } from '@/components/ask-server'
import { routes } from '@/lib/routes'
import type { ReadingStatus } from '@/lib/services/account/reading-cache'

/** While AWS is being read, and otherwise. */
const SOON_MS = 2_000
const LATER_MS = 20_000

async function ask(): Promise<ReadingStatus | null> {
  const reading = await askServer<ReadingStatus>(routes.reading())
  return reading.ok ? reading.value : null
}

/** What the server has by now. AWS is not asked for it, and a hidden tab asks nobody. */
export function useReadingStatus(): ReadingStatus | null {
  const [status, setStatus] = useState<ReadingStatus | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let over = false
    const look = async () => {
      clearTimeout(timer)
      if (document.hidden) return
      const now = await ask()
      if (over) return
      setStatus(now)
      clearTimeout(timer)
      timer = setTimeout(look, now?.reading ? SOON_MS : LATER_MS)
    }
    timer = setTimeout(look, SOON_MS)
    document.addEventListener('visibilitychange', look)
    return () => {
      over = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  return status
}
