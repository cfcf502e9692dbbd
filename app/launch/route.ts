import { type NextRequest, NextResponse } from 'next/server'
import { plainResponse } from '@/lib/operator/plain-page'
import { sessionCookie, sessionCookieOptions } from '@/lib/operator/session'
import { routes } from '@/lib/routes'
import { signIn } from '@/lib/services/sign-in'

export const dynamic = 'force-dynamic'

const REFUSALS = {
  wrong:
    'This address does not hold the key of the running server. Open the address that it printed when it started.',
  used: 'This address was used already: its key works once. Start Gatehouse again for a new one.',
}

/** The printed address: its one-time key is exchanged for a session cookie. */
export async function GET(request: NextRequest): Promise<Response> {
  const cookie = sessionCookie(request.headers.get('host'))
  const result = await signIn({
    key: request.nextUrl.searchParams.get('key') ?? '',
    cookie: request.cookies.get(cookie)?.value,
  })
  if (result.outcome === 'wrong' || result.outcome === 'used') {
    return plainResponse(401, 'Not signed in', REFUSALS[result.outcome])
  }
  const response = new NextResponse(null, { status: 303, headers: { location: routes.targets() } })
  response.headers.set('cache-control', 'no-store')
  if (result.cookie) response.cookies.set(cookie, result.cookie, sessionCookieOptions)
  return response
}
