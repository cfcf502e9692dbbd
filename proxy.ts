import { type NextRequest, NextResponse } from 'next/server'
import { settings } from '@/lib/config/env'
import { metrics } from '@/lib/log/metrics'
import { plainResponse } from '@/lib/operator/plain-page'
import { contentSecurityPolicy, isOwnHost, isOwnOrigin, SECURITY_HEADERS } from '@/lib/operator/request-rules'
import { openSession, sealSession, sessionCookie, sessionCookieOptions } from '@/lib/operator/session'

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
    return plainResponse(403, 'Refused', 'A change must come from a page of this server. Nothing changed.')
  }
  return null
}

function signedOut(): Response {
  return plainResponse(
    401,
    'Signed out',
    'Open the address that Gatehouse printed when it started. It works once; start Gatehouse again for a new one.',
  )
}

function isOpen(request: NextRequest): boolean {
  const { pathname } = request.nextUrl
  if (pathname === '/launch' || pathname.startsWith('/_next/static/') || pathname === '/icon.svg') return true
  return WATCHED.has(pathname)
}

function answer(request: NextRequest): NextResponse {
  const { development } = settings()
  const nonce = btoa(crypto.randomUUID())
  const policy = contentSecurityPolicy(nonce, development)
  const headers = new Headers(request.headers)
  // Next takes the nonce for its own scripts from the request's policy.
  headers.set('content-security-policy', policy)
  headers.set('x-nonce', nonce)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value)
  if (!request.nextUrl.pathname.startsWith('/_next/static/'))
    response.headers.set('cache-control', 'no-store')
  return response
}

async function admit(request: NextRequest): Promise<{ response: Response; outcome: string }> {
  const refused = refusal(request)
  if (refused) return { response: refused, outcome: String(refused.status) }
  if (isOpen(request)) return { response: answer(request), outcome: 'open' }
  const now = new Date()
  const cookie = sessionCookie(request.headers.get('host'))
  const session = await openSession(request.cookies.get(cookie)?.value, settings(), now)
  if (!session) return { response: signedOut(), outcome: '401' }
  const response = answer(request)
  if (session.renew) {
    const sealed = await sealSession(settings(), now, session.operator)
    response.cookies.set(cookie, sealed, sessionCookieOptions)
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
