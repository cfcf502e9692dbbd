import { type NextRequest, NextResponse } from 'next/server'
import { homeAccount } from '@/lib/account'
import { HOME } from '@/lib/account-name'
import { settings } from '@/lib/config/env'
import { metrics } from '@/lib/log/metrics'
import { tellAccount } from '@/lib/operator/address-account'
import { HOW_TO_SIGN_IN } from '@/lib/operator/how-to-sign-in'
import { ownCookie } from '@/lib/operator/own-cookie'
import { plainResponse } from '@/lib/operator/plain-page'
import { contentSecurityPolicy, isOwnHost, isOwnOrigin, SECURITY_HEADERS } from '@/lib/operator/request-rules'
import { openSession, sealSession } from '@/lib/operator/session'
import { visitorOf } from '@/lib/operator/visitor'
import { movedTo, routes } from '@/lib/routes'
import { knowEndedSessions } from '@/lib/services/sessions/know-ended-sessions'
import { noteSeen } from '@/lib/services/sessions/note-seen'

const LAUNCH: string = routes.launch()
const READS = new Set(['GET', 'HEAD', 'OPTIONS'])
/** Watched by machines, which have no session: these two decide themselves how much they tell to whom. */
const WATCHED = new Set(['/api/health', '/api/metrics'])

function refusal(request: NextRequest): Response | null {
  const host = request.headers.get('host')
  const { allowedHosts, publicUrl } = settings()
  if (!isOwnHost(host, allowedHosts)) {
    return plainResponse(
      421,
      'Unknown address',
      'Gatehouse answers only under its own names. Open it as 127.0.0.1, or add this name to GATEHOUSE_ALLOWED_HOSTS.',
    )
  }
  if (!READS.has(request.method) && !isOwnOrigin(request.headers.get('origin'), host, publicUrl)) {
    const own = publicUrl === null ? 'of this server' : `under ${publicUrl}`
    return plainResponse(403, 'Refused', `A change must come from a page ${own}. Nothing changed.`)
  }
  return null
}

function signedOut(): Response {
  return plainResponse(401, 'Signed out', HOW_TO_SIGN_IN)
}

function isOpen(request: NextRequest): boolean {
  const { pathname } = request.nextUrl
  if (pathname === LAUNCH || pathname.startsWith('/_next/static/') || pathname === '/icon.svg') return true
  return WATCHED.has(pathname)
}

function answer(request: NextRequest): NextResponse {
  // Its pages need no script, and bring a stricter policy of their own.
  if (request.nextUrl.pathname === LAUNCH) return NextResponse.next()
  const { development } = settings()
  const nonce = btoa(crypto.randomUUID())
  const policy = contentSecurityPolicy(nonce, development)
  const headers = new Headers(request.headers)
  // Next takes the nonce for its own scripts from the request's policy.
  headers.set('content-security-policy', policy)
  headers.set('x-nonce', nonce)
  tellAccount(headers, request.nextUrl.pathname)
  // Next compares the Origin of an action with this again; it is checked already, and a proxy may have said anything here.
  const origin = request.headers.get('origin')
  if (!READS.has(request.method) && origin) headers.set('x-forwarded-host', new URL(origin).host)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value)
  if (!request.nextUrl.pathname.startsWith('/_next/static/'))
    response.headers.set('cache-control', 'no-store')
  return response
}

/** Addresses of before, and those that are guessed. For now only: this server may read another one tomorrow, and a browser would not ask again. */
function moved(request: NextRequest): NextResponse | null {
  if (!READS.has(request.method)) return null
  const address = request.nextUrl.clone()
  const path = movedTo(address.pathname, homeAccount().id ?? HOME)
  if (path === null) return null
  address.pathname = path
  const response = NextResponse.redirect(address, 307)
  response.headers.set('cache-control', 'no-store')
  return response
}

async function admit(request: NextRequest): Promise<{ response: Response; outcome: string }> {
  const refused = refusal(request)
  if (refused) return { response: refused, outcome: String(refused.status) }
  const { name, options } = ownCookie(request.headers.get('host'))
  const cookie = request.cookies.get(name)?.value
  if (cookie) await knowEndedSessions()
  if (isOpen(request)) return { response: answer(request), outcome: 'open' }
  const now = new Date()
  const session = await openSession(cookie, settings(), now)
  if (!session) return { response: signedOut(), outcome: '401' }
  noteSeen(session.operator, visitorOf(request.headers), now)
  const response = moved(request) ?? answer(request)
  // An action may seal the session itself, under another name: one answer sets it once.
  if (session.renew && READS.has(request.method)) {
    const sealed = await sealSession(settings(), now, session.operator)
    response.cookies.set(name, sealed, options)
  }
  return { response, outcome: 'admitted' }
}

/** Who gets in: our own host names, writes from our own pages, and a session for everything but the launch address. */
export async function proxy(request: NextRequest): Promise<Response> {
  const { response, outcome } = await admit(request)
  const method = READS.has(request.method) || request.method === 'POST' ? request.method : 'other'
  metrics.requests.inc({ method, outcome })
  return response
}
