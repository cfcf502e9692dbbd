'use client'

import {
  formatClock,
  formatComing,
  formatDay,
  formatMomentIn,
  formatUtc,
  onTheWall,
  zoneName,
} from '@/lib/format'
import { useZone } from './use-zone'

interface MomentProps {
  iso: string
  /** ISO, the server's: what is of today needs no day. Without it the day is always said. */
  now?: string | undefined
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

/** `15:02:11`, where a heading names day and zone. */
export function Clock({ iso }: { iso: string }) {
  const zone = useZone()
  return (
    <time dateTime={iso} title={formatUtc(iso)} className="tabular-nums">
      {formatClock(onTheWall(zone, iso))}
    </time>
  )
}

/** `18 Nov`, with its time and zone in the tip. */
export function Day({ iso, now }: { iso: string; now: string }) {
  const zone = useZone()
  return (
    <time dateTime={iso} title={formatUtc(iso)} className="whitespace-nowrap tabular-nums">
      {formatDay(onTheWall(zone, iso), onTheWall(zone, now))}
    </time>
  )
}

/** When a maintenance window opens: `Sun 22 Nov, 04:00 CET`. */
export function WindowMoment({ iso }: { iso: string }) {
  const zone = useZone()
  return (
    <time dateTime={iso} title={formatUtc(iso)} className="tabular-nums">
      {formatComing(zone, iso)}
    </time>
  )
}
