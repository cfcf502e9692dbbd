import 'server-only'
import { cookies, headers } from 'next/headers'
import { settings } from '@/lib/config/env'
import { AppError } from '@/lib/errors'
import { HOW_TO_SIGN_IN } from '@/lib/operator/how-to-sign-in'
import type { Operator } from '@/lib/operator/operator'
import { ownCookie } from '@/lib/operator/own-cookie'
import { openSession } from '@/lib/operator/session'

/** Who is asking. The proxy has already turned strangers away; this is the second lock. */
export async function requireOperator(): Promise<Operator> {
  const [jar, asked] = await Promise.all([cookies(), headers()])
  const cookie = jar.get(ownCookie(asked.get('host')).name)?.value
  const session = await openSession(cookie, settings(), new Date())
  if (session) return session.operator
  throw new AppError('forbidden', `You are signed out. Nothing changed. ${HOW_TO_SIGN_IN}`)
}
