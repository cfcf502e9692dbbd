import 'server-only'
import { settings } from '@/lib/config/env'
import { localName } from '@/lib/operator/local-name.js'
import { personName } from '@/lib/operator/person-name'
import { openSession, sealSession } from '@/lib/operator/session'
import type { Visitor } from '@/lib/operator/visitor'
import { contextOf } from '@/lib/services/context'
import { type JudgedKey, judgeKey } from '@/lib/services/sessions/judge-key'
import { noteSeen } from '@/lib/services/sessions/note-seen'
import { recordSessionAct } from '@/lib/services/sessions/record-session-act'

type SignIn =
  /** `named`: as the person gave it, to be offered the next time; null: gave none. */
  | { state: 'signedIn'; cookie: string; named: string | null }
  | { state: 'alreadyIn' }
  /** The key is not spent: the name can be given again. */
  | { state: 'badName'; problem: string }
  | Exclude<JudgedKey, { state: 'good' }>

/** The one verb without an operator: it makes one. A browser that is already in may open the address again. */
export async function signIn(input: {
  key: string
  /** As the person gives it; empty: whoever made the address, or started the server. */
  name?: string
  cookie: string | undefined
  visitor: Visitor
}): Promise<SignIn> {
  const now = new Date()
  if (await openSession(input.cookie, settings(), now)) return { state: 'alreadyIn' }
  const given = input.name?.trim() ? personName(input.name) : null
  if (given?.problem) return { state: 'badName', problem: given.problem }
  const judged = judgeKey(input.key, now, { spend: true })
  if (judged.state !== 'good') return judged
  const { madeBy } = judged
  const name = given?.name ?? madeBy ?? localName()
  const cookie = await sealSession(settings(), now, { name, given: judged.given })
  const session = await openSession(cookie, settings(), now)
  if (session) {
    const { operator } = session
    const address = madeBy === null ? 'the launch address' : `an address that ${madeBy} made`
    const context = contextOf(operator, now)
    noteSeen(operator, input.visitor, now)
    await recordSessionAct(context, 'signIn', `${operator.name} signed in with ${address}.`)
  }
  return { state: 'signedIn', cookie, named: given?.name ?? null }
}
