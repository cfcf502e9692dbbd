import 'server-only'
import { settings } from '@/lib/config/env'
import { openSession, sealSession } from '@/lib/operator/session'
import type { Visitor } from '@/lib/operator/visitor'
import { contextOf } from '@/lib/services/context'
import { type JudgedKey, judgeKey } from '@/lib/services/sessions/judge-key'
import { noteSeen } from '@/lib/services/sessions/note-seen'
import { recordSessionAct } from '@/lib/services/sessions/record-session-act'

type SignIn =
  | { state: 'signedIn'; cookie: string }
  | { state: 'alreadyIn' }
  | Exclude<JudgedKey, { state: 'good' }>

/** The one verb without an operator: it makes one. A browser that is already in may open the address again. */
export async function signIn(input: {
  key: string
  cookie: string | undefined
  visitor: Visitor
}): Promise<SignIn> {
  const now = new Date()
  if (await openSession(input.cookie, settings(), now)) return { state: 'alreadyIn' }
  const judged = judgeKey(input.key, now, { spend: true })
  if (judged.state !== 'good') return judged
  const { madeBy, given } = judged
  const cookie = await sealSession(settings(), now, madeBy === null ? { given } : { name: madeBy, given })
  const session = await openSession(cookie, settings(), now)
  if (session) {
    const { operator } = session
    const address = madeBy === null ? 'the launch address' : 'an address made for another browser'
    const context = contextOf(operator, now)
    noteSeen(operator, input.visitor, now)
    await recordSessionAct(context, 'signIn', `${operator.name} signed in with ${address}.`)
  }
  return { state: 'signedIn', cookie }
}
