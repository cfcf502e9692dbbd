import 'server-only'
import { cookies, headers } from 'next/headers'
import { settings } from '@/lib/config/env'
import { AppError } from '@/lib/errors'
import type { Operator } from '@/lib/operator/operator'
import { openSession, sessionCookie } from '@/lib/operator/session'

/** Who is asking. The proxy has already turned strangers away; this is the second lock. */
export async function requireOperator(): Promise<Operator> {
  const [jar, asked] = await Promise.all([cookies(), headers()])
  const cookie = jar.get(sessionCookie(asked.get('host')))?.value
  const session = await openSession(cookie, settings(), new Date())
  if (session) return session.operator
  throw new AppError(
    'forbidden',
    'You are signed out. Nothing changed. Open the address that Gatehouse printed when it started, or start it again for a new one.',
  )
}
