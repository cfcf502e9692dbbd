import { type NextRequest, NextResponse } from 'next/server'
import { readPage } from '@/lib/actions/read-page'
import { jsonAnswer } from '@/lib/actions/route-answer'
import { ownCookie } from '@/lib/operator/own-cookie'
import { visitorOf } from '@/lib/operator/visitor'
import { routes } from '@/lib/routes'
import { signOut } from '@/lib/services/sessions/sign-out'

/** Ends the session of this browser. The page it leads to says how to get in again. */
export async function POST(request: NextRequest): Promise<Response> {
  const reading = await readPage(context => signOut(context, visitorOf(request.headers)))
  if (!reading.ok && reading.code !== 'forbidden') return jsonAnswer(reading)
  const response = new NextResponse(null, { status: 303, headers: { location: routes.start() } })
  const { name, options } = ownCookie(request.headers.get('host'))
  response.cookies.set(name, '', { ...options, maxAge: 0 })
  return response
}
