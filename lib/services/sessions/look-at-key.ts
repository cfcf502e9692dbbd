import 'server-only'
import { settings } from '@/lib/config/env'
import { localName } from '@/lib/operator/local-name.js'
import { openSession } from '@/lib/operator/session'
import { type JudgedKey, judgeKey } from '@/lib/services/sessions/judge-key'

type Looked =
  | { state: 'alreadyIn' }
  | { state: 'none' }
  | Exclude<JudgedKey, { state: 'good' }>
  /** With how long the session would be, and who somebody is in it that gives no name. */
  | { state: 'good'; hours: number; idleMinutes: number; unnamed: string }

/**
 * What opening a launch address shows. It spends nothing, whoever asks: a person, a prefetch, a HEAD, or the program that
 * draws a preview of a link with a browser of its own.
 */
export async function lookAtKey(input: { key: string; cookie: string | undefined }): Promise<Looked> {
  const now = new Date()
  const { sessionHours: hours, sessionIdleMinutes: idleMinutes } = settings()
  if (await openSession(input.cookie, settings(), now)) return { state: 'alreadyIn' }
  if (input.key === '') return { state: 'none' }
  const judged = judgeKey(input.key, now, { spend: false })
  return judged.state === 'good'
    ? { state: 'good', hours, idleMinutes, unnamed: judged.madeBy ?? localName() }
    : judged
}
