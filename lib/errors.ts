/**
 * What can stop a verb. `forbidden`: our operator may not; `accessDenied`: AWS refused our caller;
 * `notImplemented`: the endpoint does not know the call (an emulator), so asking again never helps.
 */
export type AppErrorCode =
  | 'notFound'
  | 'forbidden'
  | 'accessDenied'
  | 'noCredentials'
  | 'conflict'
  | 'invalid'
  | 'limitExceeded'
  | 'throttled'
  | 'unavailable'
  | 'notImplemented'
  | 'internal'

/** What a verb rests on was never read: when it was last tried, or how much has come of it so far. */
export interface Unread {
  /** ISO; null while it is being read for the first time. */
  triedAt: string | null
  soFar: number | null
}

export interface AppErrorDetail {
  /** What AWS or the database answered, shown in mono beside the sentence. Never a token or a password. */
  answer?: string
  /** Of the call that failed, where AWS answered it. */
  requestId?: string
  /** The AWS action our caller lacks, for `accessDenied`. */
  missingAction?: string
  /** Messages by form field name, for `invalid`. */
  fields?: Record<string, string>
  /** Nothing is wrong with what was asked: what the answer rests on is not known. */
  unread?: Unread
  cause?: unknown
}

const APP_ERROR = Symbol.for('gatehouse.AppError')

/** Stops a verb. `message` is for people: what happened, why it matters, what to do. */
export class AppError extends Error {
  /** Pages, routes and actions are separate bundles with a class each, and share what they have read and what failed. */
  static override [Symbol.hasInstance](value: unknown): value is AppError {
    return typeof value === 'object' && value !== null && APP_ERROR in value
  }

  readonly [APP_ERROR] = true
  readonly code: AppErrorCode
  readonly answer: string | null
  readonly requestId: string | null
  readonly missingAction: string | null
  readonly fields: Record<string, string>
  readonly unread: Unread | null

  constructor(code: AppErrorCode, message: string, detail: AppErrorDetail = {}) {
    super(message, { cause: detail.cause })
    this.name = 'AppError'
    this.code = code
    this.answer = detail.answer ?? null
    this.requestId = detail.requestId ?? null
    this.missingAction = detail.missingAction ?? null
    this.fields = detail.fields ?? {}
    this.unread = detail.unread ?? null
  }
}
