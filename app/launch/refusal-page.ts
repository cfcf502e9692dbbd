import { HOW_TO_SIGN_IN } from '@/lib/operator/how-to-sign-in'
import { plainResponse } from '@/lib/operator/plain-page'
import type { JudgedKey } from '@/lib/services/sessions/judge-key'

type Refused = Exclude<JudgedKey, { state: 'good' }> | { state: 'none' }

const ANOTHER =
  'For another one run `npm run key` where Gatehouse runs, or, in a browser that is signed in, make one in Settings.'

const WORDS: Record<Exclude<Refused['state'], 'wait'>, { title: string; sentence: string }> = {
  none: { title: 'Not signed in', sentence: HOW_TO_SIGN_IN },
  wrong: {
    title: 'Not signed in',
    sentence: `This address does not hold a key of the running server. ${HOW_TO_SIGN_IN}`,
  },
  used: {
    title: 'This address was used already',
    sentence: `Its key works once, and somebody signed in with it. If that was not you, end that session in Settings. ${ANOTHER}`,
  },
  expired: {
    title: 'This address is too old',
    sentence: `Its key was not used in time and opens nothing any more. ${ANOTHER}`,
  },
}

/** Says why a launch address lets nobody in, and how to get one that does. */
export function refusalPage(refused: Refused): Response {
  if (refused.state !== 'wait') {
    const { title, sentence } = WORDS[refused.state]
    return plainResponse(401, title, sentence)
  }
  const { seconds } = refused
  const sentence = `Ten keys that were not right were tried within a minute, so no key is looked at for now. Open the address again in ${seconds} seconds. Who is signed in notices nothing.`
  return plainResponse(429, 'Too many wrong keys', sentence, { headers: { 'retry-after': String(seconds) } })
}
