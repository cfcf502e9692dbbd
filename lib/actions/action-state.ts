import type { AppErrorCode, Unread } from '@/lib/errors'

/** What stopped a verb, as a page or form shows it. */
export interface Failure {
  code: AppErrorCode
  message: string
  answer: string | null
  missingAction: string | null
  /** Set where the answer rests on what was never read. */
  unread: Unread | null
  /** Set for the unexpected: the same id stands in the log. */
  errorId: string | null
}

export type ActionState<T> =
  | { status: 'idle' }
  | { status: 'done'; value: T }
  | ({ status: 'failed'; fields: Record<string, string> } & Failure)

export const IDLE: { status: 'idle' } = { status: 'idle' }
