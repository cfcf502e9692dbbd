'use client'

import { formatMomentIn, formatUnderDay, formatUtc, zoneName } from '@/lib/format'
import { useZone } from './use-zone'

/** `now`: ISO, the server's: what is of today needs no day. `under`: the UTC day in whose heading it stands. */
type MomentTextProps = { iso: string } & ({ now: string; under?: never } | { under: string; now?: never })

/** In the zone of whoever looks: `15:02:11 CET`. */
export function MomentText({ iso, now, under }: MomentTextProps) {
  const zone = useZone()
  const text = under === undefined ? formatMomentIn(zone, iso, now) : formatUnderDay(zone, iso, under)
  return `${text} ${zoneName(zone, iso)}`
}

/** The same with UTC in its tip. Its digits are all as wide: the line stays when the browser takes over from the server. */
export function Moment({ className, ...moment }: MomentTextProps & { className?: string }) {
  const { iso } = moment
  return (
    <time
      dateTime={iso}
      title={formatUtc(iso)}
      className={`whitespace-nowrap tabular-nums ${className ?? ''}`}
    >
      <MomentText {...moment} />
    </time>
  )
}
