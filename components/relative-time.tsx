'use client'

import { useEffect, useState } from 'react'
import { formatAge, formatClock, formatDay } from '@/lib/format'

/** `8 h ago`, kept true while the page stays open; the exact time in the title. `now` is the server's. */
export function RelativeTime({ iso, now }: { iso: string; now: string }) {
  const [current, setCurrent] = useState(now)
  useEffect(() => {
    const tick = () => setCurrent(new Date().toISOString())
    const timer = setInterval(tick, 20_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <time dateTime={iso} title={`${formatDay(iso)} ${formatClock(iso)} UTC`}>
      {formatAge(iso, current)}
    </time>
  )
}
