import 'server-only'
import { settings } from '@/lib/config/env'
import { sessionCookie, sessionCookieOptions } from '@/lib/operator/session-cookie'
import { NAME_COOKIE } from '@/lib/preferences'

/** The session cookie of this server, for a request to that host. */
export function ownCookie(host: string | null) {
  const { publicUrl } = settings()
  return { name: sessionCookie(host, publicUrl), options: sessionCookieOptions(publicUrl) }
}

const YEAR_S = 365 * 24 * 3600

/** The name that this browser's person gave, offered at the next sign-in. No secret, and no right hangs on it. */
export function nameCookie(name: string | null) {
  const { options } = ownCookie(null)
  return { ...options, name: NAME_COOKIE, value: name ?? '', maxAge: name === null ? 0 : YEAR_S }
}
