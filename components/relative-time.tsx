'use client'

import { useEffect, useState } from 'react'
import { formatAge, formatMomentIn, formatUtc, UTC, zoneName } from '@/lib/format'
import { useZone } from './use-zone'

/** `8 h ago`, kept true while the page stays open; the exact time in the title. `now` is the server's. */
export function RelativeTime({ iso, now }: { iso: string; now: string }) {
  const zone = useZone()
  const [current, setCurrent] = useState(now)
  useEffect(() => {
    const tick = () => setCurrent(new Date().toISOString())
    const timer = setInterval(tick, 20_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <time
      dateTime={iso}
      title={
        zone === UTC
          ? formatUtc(iso)
          : `${formatMomentIn(zone, iso)} ${zoneName(zone, iso)}\n${formatUtc(iso)}`
      }
    >
      {formatAge(iso, current)}
    </time>
  )
}
