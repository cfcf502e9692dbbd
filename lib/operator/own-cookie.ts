import 'server-only'
import { settings } from '@/lib/config/env'
import { sessionCookie, sessionCookieOptions } from '@/lib/operator/session-cookie'

/** The session cookie of this server, for a request to that host. */
export function ownCookie(host: string | null) {
  const { publicUrl } = settings()
  return { name: sessionCookie(host, publicUrl), options: sessionCookieOptions(publicUrl) }
}
