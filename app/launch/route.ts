import { type NextRequest, NextResponse } from 'next/server'
import { formatDuration } from '@/lib/format'
import { nameCookie, ownCookie } from '@/lib/operator/own-cookie'
import { plainResponse } from '@/lib/operator/plain-page'
import { visitorOf } from '@/lib/operator/visitor'
import { NAME_COOKIE } from '@/lib/preferences'
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

type Good = Extract<Awaited<ReturnType<typeof lookAtKey>>, { state: 'good' }>

/** The address works until the button is pressed with a name that can be taken. */
function signInPage(key: string, { hours, idleMinutes, unnamed }: Good, name: string, problem?: string) {
  const ends = `The session ends after ${hours} h, or ${formatDuration(idleMinutes * 60_000)} without use.`
  return plainResponse(
    problem ? 400 : 200,
    'Sign in',
    'Who can connect to which database, as whom, and why.',
    {
      form: {
        action: routes.launch(),
        question: {
          name: 'name',
          label: 'Your name, as Activity shall write it',
          value: name,
          placeholder: unnamed,
          ...(problem ? { problem } : {}),
        },
        button: 'Sign in',
        fields: { key },
        notes: [
          'This address works once. Looking at it did not use it up.',
          ends,
          'Signing in opens no database. A token is asked for each time, and recorded.',
        ],
      },
    },
  )
}

const refusalOf = (looked: Exclude<Awaited<ReturnType<typeof lookAtKey>>, Good>) =>
  looked.state === 'alreadyIn' ? toTargets() : refusalPage(looked)

/** The printed address: a page with one button. Only the button spends the key. */
export async function GET(request: NextRequest): Promise<Response> {
  if (!isOpened(request.headers)) return refusalPage({ state: 'none' })
  const key = request.nextUrl.searchParams.get('key') ?? ''
  const cookie = request.cookies.get(ownCookie(request.headers.get('host')).name)?.value
  const looked = await lookAtKey({ key, cookie })
  if (looked.state !== 'good') return refusalOf(looked)
  return signInPage(key, looked, request.cookies.get(NAME_COOKIE)?.value ?? '')
}

const textOf = (form: FormData | null, field: string) => {
  const value = form?.get(field)
  return typeof value === 'string' ? value : ''
}

/** The button: the one-time key is exchanged for a session cookie. */
export async function POST(request: NextRequest): Promise<Response> {
  const form = await request.formData().catch(() => null)
  const [key, given] = [textOf(form, 'key'), textOf(form, 'name')]
  const { name, options } = ownCookie(request.headers.get('host'))
  const cookie = request.cookies.get(name)?.value
  const result = await signIn({ key, name: given, cookie, visitor: visitorOf(request.headers) })
  if (result.state === 'badName') {
    const looked = await lookAtKey({ key, cookie })
    return looked.state === 'good' ? signInPage(key, looked, given, result.problem) : refusalOf(looked)
  }
  if (result.state !== 'signedIn' && result.state !== 'alreadyIn') return refusalPage(result)
  const response = toTargets()
  if (result.state === 'signedIn') {
    response.cookies.set(name, result.cookie, options)
    response.cookies.set(nameCookie(result.named))
  }
  return response
}
