import { type NextRequest, NextResponse } from 'next/server'
import { formatDuration } from '@/lib/format'
import { ownCookie } from '@/lib/operator/own-cookie'
import { plainResponse } from '@/lib/operator/plain-page'
import { visitorOf } from '@/lib/operator/visitor'
import { routes } from '@/lib/routes'
import { lookAtKey } from '@/lib/services/sessions/look-at-key'
import { signIn } from '@/lib/services/sessions/sign-in'
import { refusalPage } from './refusal-page'

export const dynamic = 'force-dynamic'

const toTargets = () =>
  new NextResponse(null, {
    status: 303,
    headers: { location: routes.start(), 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  })

/** Pages elsewhere may load this as a picture: that opens nothing, and its wrong keys must not make people wait. */
const isOpened = (headers: Headers) => (headers.get('sec-fetch-dest') ?? 'document') === 'document'

/** The printed address: a page with one button. Only the button spends the key. */
export async function GET(request: NextRequest): Promise<Response> {
  if (!isOpened(request.headers)) return refusalPage({ state: 'none' })
  const key = request.nextUrl.searchParams.get('key') ?? ''
  const cookie = request.cookies.get(ownCookie(request.headers.get('host')).name)?.value
  const looked = await lookAtKey({ key, cookie })
  if (looked.state === 'alreadyIn') return toTargets()
  if (looked.state !== 'good') return refusalPage(looked)
  const { hours, idleMinutes } = looked
  const ends = `The session ends after ${hours} h, or ${formatDuration(idleMinutes * 60_000)} without use.`
  return plainResponse(200, 'Sign in', 'Who can connect to which database, as whom, and why.', {
    form: {
      action: routes.launch(),
      button: 'Sign in',
      fields: { key },
      notes: [
        'This address works once. Looking at it did not use it up.',
        ends,
        'Signing in opens no database. A token is asked for each time, and recorded.',
      ],
    },
  })
}

/** The button: the one-time key is exchanged for a session cookie. */
export async function POST(request: NextRequest): Promise<Response> {
  const key = (await request.formData().catch(() => null))?.get('key')
  const { name, options } = ownCookie(request.headers.get('host'))
  const result = await signIn({
    key: typeof key === 'string' ? key : '',
    cookie: request.cookies.get(name)?.value,
    visitor: visitorOf(request.headers),
  })
  if (result.state !== 'signedIn' && result.state !== 'alreadyIn') return refusalPage(result)
  const response = toTargets()
  if (result.state === 'signedIn') response.cookies.set(name, result.cookie, options)
  return response
}
