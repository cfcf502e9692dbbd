import 'server-only'
import type { Failure } from '@/lib/actions/action-state'
import type { PageReading } from '@/lib/actions/read-page'
import type { AppErrorCode } from '@/lib/errors'

/** 4xx where asking otherwise helps, 502 and 503 where only waiting or AWS does. */
const STATUS: Record<AppErrorCode, number> = {
  invalid: 400,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  limitExceeded: 409,
  internal: 500,
  accessDenied: 502,
  notImplemented: 502,
  noCredentials: 503,
  throttled: 503,
  unavailable: 503,
}

const NOT_KEPT = { 'cache-control': 'no-store' }

/** What a route of JSON answers: the value or what stopped it, in the shape that a page reads too. */
export function jsonAnswer<T>(reading: PageReading<T>): Response {
  const status = reading.ok ? 200 : STATUS[reading.code]
  return Response.json(reading, { status, headers: NOT_KEPT })
}

/** Instead of a file: a sentence. Whoever has no screen beside it still learns what to add. */
export function textFailure(
  failure: Pick<Failure, 'code' | 'message' | 'missingAction' | 'unread'>,
): Response {
  const { code, message, missingAction, unread } = failure
  const permission = missingAction ? ` Permission to add: ${missingAction}.` : ''
  const noFile = unread ? ' There is no file: an empty one would pass for an answer.' : ''
  return new Response(`${message}${permission}${noFile}\n`, {
    status: STATUS[code],
    headers: { ...NOT_KEPT, 'content-type': 'text/plain; charset=utf-8' },
  })
}
