import { setTimeout as wait } from 'node:timers/promises'
import { failure, success } from '@/lib/simulator/aws/answer'
import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Call } from '@/lib/simulator/aws/call'
import type { FaultRule } from '@/lib/simulator/aws/faults'
import type { Answer } from '@/lib/simulator/aws/http-answer'
import { expiredToken } from '@/lib/simulator/aws/signature'
import type { XmlObject } from '@/lib/simulator/aws/xml'

const SLOW_MS = 5_000

/** The ordinary answer, bent by whatever faults hit the call. Null: hang up. */
export async function answerUnderFaults(
  hits: readonly FaultRule[],
  { service, action, requestId }: Pick<Call, 'service' | 'action'> & { requestId: string },
  perform: () => Answer,
): Promise<Answer | null> {
  const hit = (kind: FaultRule['kind']) => hits.find(rule => rule.kind === kind)
  const slow = hit('slow')
  if (slow) await wait(slow.delayMs ?? SLOW_MS)
  if (hit('hangUp')) return null
  if (hit('html500')) return HTML_500
  if (hit('garbage')) return { ...HTML_500, status: 200 }
  if (hit('blank')) return { ...success(service, action, undefined, requestId), body: '' }
  if (hit('hollow')) return success(service, action, {}, requestId)
  if (hit('otherCall')) return success(service, 'GetSomethingElse', { Unheard: { Of: 'this' } }, requestId)
  if (hit('notImplemented')) return failure(service, NOT_IMPLEMENTED, requestId)
  if (hit('throttle')) return failure(service, new AwsError('Throttling', 400, 'Rate exceeded'), requestId)
  if (hit('expiredCredentials')) return failure(service, expiredToken(), requestId)
  const late = hit('late')
  if (late) {
    // Only for calls that answer nothing.
    setTimeout(perform, late.delayMs ?? SLOW_MS).unref()
    return success(service, action, undefined, requestId)
  }
  const answer = perform()
  const slowAfter = hit('slowAfter')
  if (slowAfter) await wait(slowAfter.delayMs ?? SLOW_MS)
  if (hit('hangUpAfter')) return null
  if (hit('unmarked')) return { ...answer, body: unmarked(answer.body) }
  if (!hit('truncated')) return answer
  return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length * 0.6)) }
}

/** The answer without the items of the lists that are to be left out, as if AWS had forgotten them. */
export function withoutOmitted(
  hits: readonly FaultRule[],
  result: XmlObject | undefined,
): XmlObject | undefined {
  const lists = new Set(hits.filter(({ kind }) => kind === 'omit').map(({ list }) => list))
  if (!result || lists.size === 0) return result
  return Object.fromEntries(Object.entries(result).filter(([name]) => !lists.has(name)))
}

/** More follows, it says, and not where. */
function unmarked(body: string): string {
  return body
    .replace('<IsTruncated>false<', '<IsTruncated>true<')
    .replace(/<Marker>[^<]*<\/Marker>/, '')
    .replace(/"NextToken":"[^"]*",?/, '')
}

/** What emulators say of a call that they do not play. */
const NOT_IMPLEMENTED = new AwsError('InternalFailure', 501, 'This operation is not implemented')

const HTML_500: Answer = {
  status: 500,
  contentType: 'text/html',
  body: '<html><head><title>500 Internal Server Error</title></head><body><center><h1>500 Internal Server Error</h1></center></body></html>',
}
