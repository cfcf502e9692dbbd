import type { AppErrorCode } from '@/lib/errors'

/** What a route answers when a verb was stopped: 4xx where asking otherwise helps, 502 and 503 where only waiting or AWS does. */
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

export const failureStatus = (failure: { code: AppErrorCode }): number => STATUS[failure.code]
