import { formatNumber } from '@/lib/format'

const HOUR_MS = 3_600_000

const sameDay = (a: string, b: string) => a.slice(0, 10) === b.slice(0, 10)

/** `today`, `6 h`, `41 d`: how long it has been there, as short as a column wants it. */
export function ageWords(firstSeen: string, now: string): string {
  const hours = Math.floor((Date.parse(now) - Date.parse(firstSeen)) / HOUR_MS)
  if (hours < 1) return sameDay(firstSeen, now) ? 'today' : '1 h'
  return hours < 24 ? `${hours} h` : `${formatNumber(Math.floor(hours / 24))} d`
}
