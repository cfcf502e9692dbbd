'use client'

import { formatMomentIn, formatUtc, zoneName } from '@/lib/format'
import { useZone } from './use-zone'

interface MomentProps {
  iso: string
  /** ISO, the server's: what is of today needs no day. */
  now: string
  className?: string
}

/** In the zone of whoever looks: `15:02:11 CET`. */
export function MomentText({ iso, now }: Pick<MomentProps, 'iso' | 'now'>) {
  const zone = useZone()
  return `${formatMomentIn(zone, iso, now)} ${zoneName(zone, iso)}`
}

/** The same with UTC in its tip. Its digits are all as wide: the line stays when the browser takes over from the server. */
export function Moment({ iso, now, className }: MomentProps) {
  return (
    <time
      dateTime={iso}
      title={formatUtc(iso)}
      className={`whitespace-nowrap tabular-nums ${className ?? ''}`}
    >
      <MomentText iso={iso} now={now} />
    </time>
  )
}
