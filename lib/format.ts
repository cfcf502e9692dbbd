/** Numbers, times and identifiers as the product writes them. Pure: `now` is an argument, all times UTC. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const MONTHS_LONG =
  'January,February,March,April,May,June,July,August,September,October,November,December'.split(',')
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

const two = (value: number) => String(value).padStart(2, '0')

/** `5,214`, `−3` with a real minus. */
export function formatNumber(value: number): string {
  const text = Math.abs(Math.round(value))
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',')
  return value < 0 ? `−${text}` : text
}

/** `1 target`, `5,214 principals`. */
export function formatCount(value: number, one: string, many = `${one}s`): string {
  return `${formatNumber(value)} ${value === 1 ? one : many}`
}

/** `a, b, c and 2 more` */
export const listInWords = (names: readonly string[], most = 3): string =>
  names.length > most
    ? `${names.slice(0, most).join(', ')} and ${names.length - most} more`
    : names.join(', ')

/** `14:02:11`. */
export function formatClock(iso: string): string {
  const date = new Date(iso)
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`
}

/** `18 Nov`; with the year when it is not the year of `now`. */
export function formatDay(iso: string, now?: string): string {
  const date = new Date(iso)
  const text = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`
  const sameYear = now !== undefined && new Date(now).getUTCFullYear() === date.getUTCFullYear()
  return sameYear ? text : `${text} ${date.getUTCFullYear()}`
}

/** `Wednesday 18 November`. */
export function formatLongDay(iso: string): string {
  const date = new Date(iso)
  return `${WEEKDAYS[date.getUTCDay()]} ${date.getUTCDate()} ${MONTHS_LONG[date.getUTCMonth()]}`
}

/** `18 Nov 14:02`, or only `14:02:11` on the day of `now`. */
export function formatMoment(iso: string, now: string): string {
  return iso.slice(0, 10) === now.slice(0, 10)
    ? formatClock(iso)
    : `${formatDay(iso, now)} ${formatClock(iso).slice(0, 5)}`
}

/** `3 d 13 h`, `2 h 5 min`, `4 min`, `12 s`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`
  const days = Math.floor(hours / 24)
  return hours % 24 ? `${days} d ${hours % 24} h` : `${days} d`
}

/** `8 h ago`, `now` under five seconds, `in 3 d` for what is to come. */
export function formatAge(iso: string, now: string): string {
  const ms = Date.parse(now) - Date.parse(iso)
  const size = Math.abs(ms)
  if (size < 5_000) return 'just now'
  const words =
    size < 60_000
      ? `${Math.round(size / 1000)} s`
      : size < 3_600_000
        ? `${Math.round(size / 60_000)} min`
        : size < 86_400_000
          ? `${Math.round(size / 3_600_000)} h`
          : `${Math.round(size / 86_400_000)} d`
  return ms > 0 ? `${words} ago` : `in ${words}`
}

/** Countdown and elapsed time: `0:47`, `14:59`, `1:02:03`. */
export function formatTimer(totalSeconds: number): string {
  const seconds = Math.max(0, Math.floor(totalSeconds))
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}

/** `1111-2222-3333`. */
export function formatAccount(accountId: string): string {
  return accountId.replace(/^(\d{4})(\d{4})(\d{4})$/, '$1-$2-$3')
}

/** `db-7QK4…ZEPA`: prefix and four, last four. Short values stay whole. */
export function shortenId(value: string): string {
  const prefix = /^[a-z]+-/.exec(value)?.[0] ?? ''
  const rest = value.slice(prefix.length)
  return rest.length <= 10 ? value : `${prefix}${rest.slice(0, 4)}…${rest.slice(-4)}`
}

/** Middle ellipsis for any text, both ends kept. */
export function shortenMiddle(value: string, head: number, tail: number): string {
  return value.length <= head + tail + 1 ? value : `${value.slice(0, head)}…${value.slice(-tail)}`
}

/** An endpoint keeps its name and its region suffix: `orders-prod.c9xk2m…ast-1.rds.amazonaws.com`. */
export function shortenHost(host: string): string {
  return host.length <= 46 ? host : shortenMiddle(host, Math.max(14, host.indexOf('.') + 7), 23)
}

/** `MO` for `mira.okafor` or `Mira Okafor`, `R` for `root (local)`. */
export function initials(name: string): string {
  const words = name.replace(/ \(local\)$/, '').split(/[\s._@-]+/)
  const letters = words.flatMap(word => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? [])
  return (letters.slice(0, 2).join('') || '?').toUpperCase()
}

export const UTC = 'UTC'

/** `18 Nov 2026, 14:02:11 UTC`: the same for everybody, for tips. */
export const formatUtc = (iso: string): string => `${formatDay(iso)}, ${formatClock(iso)} ${UTC}`

/** The same wall clock as a zone shows, written as if it were UTC: the formats above then say what stands on the wall. */
export function onTheWall(zone: string, iso: string): string {
  if (zone === UTC) return iso
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(new Date(iso))
  const part = (type: string) => parts.find(each => each.type === type)?.value ?? '00'
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}.000Z`
}

/** As `formatMoment`, on the clock of a zone: `Europe/Berlin`. Without `now` always with its day and year. */
export const formatMomentIn = (zone: string, iso: string, now?: string): string =>
  formatMoment(onTheWall(zone, iso), now === undefined ? '' : onTheWall(zone, now))

/** `CET`, `GMT+5:30`: as people of that zone write it at that time of the year. */
export function zoneName(zone: string, iso: string): string {
  if (zone === UTC) return UTC
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'short' }).formatToParts(
    new Date(iso),
  )
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone
}

/** `Sun 22 Nov, 04:00 CET`: a moment of the coming days, in the zone of whoever looks. */
export function formatComing(zone: string, iso: string): string {
  const there = onTheWall(zone, iso)
  const weekday = WEEKDAYS[new Date(there).getUTCDay()]?.slice(0, 3)
  return `${weekday} ${formatDay(there, there)}, ${there.slice(11, 16)} ${zoneName(zone, iso)}`
}
