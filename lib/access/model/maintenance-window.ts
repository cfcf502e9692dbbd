const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const DAY_NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const WEEK_MINUTES = 7 * 24 * 60

/** Start of the next window, in UTC. A window that has begun counts as gone: RDS may already be past this change. */
export function nextWindowStart(window: string | null, now: Date): Date | null {
  const parts = /^([a-z]{3}):(\d{2}):(\d{2})-/.exec(window?.toLowerCase() ?? '')
  const day = DAYS.indexOf(parts?.[1] ?? '')
  if (!parts || day < 0) return null
  const start = day * 24 * 60 + Number(parts[2]) * 60 + Number(parts[3])
  const at = now.getUTCDay() * 24 * 60 + now.getUTCHours() * 60 + now.getUTCMinutes()
  const wait = (start - at + WEEK_MINUTES) % WEEK_MINUTES || WEEK_MINUTES
  return new Date(Math.floor(now.getTime() / 60_000) * 60_000 + wait * 60_000)
}

/** `Sunday 03:00 to 03:30 UTC` for `sun:03:00-sun:03:30`; what is written in another way stands as it is. */
export function windowInWords(window: string): string {
  const parts = /^([a-z]{3}):(\d{2}:\d{2})-([a-z]{3}):(\d{2}:\d{2})$/i.exec(window)
  const day = (name = '') => DAY_NAMES[DAYS.indexOf(name.toLowerCase())]
  const [, first, from, last, to] = parts ?? []
  if (!day(first) || !day(last)) return `${window} UTC`
  return `${day(first)} ${from} to ${first === last ? '' : `${day(last)} `}${to} UTC`
}
