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

/** What a form was answered. `noAnswer`: the server is gone, or the way to it is cut. */
export interface FailedState extends Omit<Failure, 'code'> {
  status: 'failed'
  code: AppErrorCode | 'noAnswer'
  fields: Record<string, string>
}

export type ActionState<T> = { status: 'idle' } | { status: 'done'; value: T } | FailedState

export const IDLE: { status: 'idle' } = { status: 'idle' }

/** Of a form whose answer never came. */
export const NO_ANSWER: FailedState = {
  status: 'failed',
  code: 'noAnswer',
  message:
    'Gatehouse stopped, or cannot be reached. What was on its way may have arrived: once the server answers again, look in Activity before you send this once more.',
  answer: null,
  missingAction: null,
  unread: null,
  errorId: null,
  fields: {},
}

/** Over a failure: where no answer came, nobody knows that nothing was done. */
export const failureTitle = ({ code }: Pick<FailedState, 'code'>, title: string): string =>
  code === 'noAnswer' ? 'No answer came.' : title
