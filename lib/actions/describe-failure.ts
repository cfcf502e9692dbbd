import 'server-only'
import { randomUUID } from 'node:crypto'
import { unstable_rethrow } from 'next/navigation'
import type { Failure } from '@/lib/actions/action-state'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log/log'
import { metrics } from '@/lib/log/metrics'

export interface DescribedFailure extends Failure {
  fields: Record<string, string>
}

/** Next's own interrupts pass; our errors keep their words; anything else gets an id and never its text. */
export function describeFailure(error: unknown, doing: string): DescribedFailure {
  unstable_rethrow(error)
  if (error instanceof AppError && error.code !== 'internal') {
    if (error.cause) log.warn({ err: error.cause, code: error.code, doing }, error.message)
    const { code, message, answer, missingAction, fields, unread } = error
    return { code, message, answer, missingAction, fields, unread, errorId: null }
  }
  metrics.errors.inc()
  const errorId = randomUUID().slice(0, 8)
  log.error({ err: error, errorId, doing }, 'unexpected error')
  return {
    code: 'internal',
    message: `Something unexpected stopped this. The log of the server has the details under ${errorId}.`,
    answer: null,
    missingAction: null,
    unread: null,
    fields: {},
    errorId,
  }
}
