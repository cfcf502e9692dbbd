'use client'
import { useZone } from '@/components/use-zone'
import { formatUtc } from '@/lib/format'
import { windowWords } from './switch-words'

/** When a maintenance window opens, in the zone of whoever looks, with UTC in its tip. */
export function WindowMoment({ iso }: { iso: string }) {
  const zone = useZone()
  return (
    <time dateTime={iso} title={formatUtc(iso)}>
      {windowWords(zone, iso)}
    </time>
  )
}
