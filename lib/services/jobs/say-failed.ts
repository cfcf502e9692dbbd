import 'server-only'
import { type Account, accountPart } from '@/lib/account'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log/log'
import type { Job } from '@/lib/services/jobs/job'

const UNEXPECTED = 'Something unexpected stopped it: the log of the server has it.'
const FAILED = 'a background job failed'

/** What is failing, by what it was about, with the words that were said of it last. */
const saidOf = accountPart('failing jobs', () => new Map<string, string>())

const keyOf = (kind: Job['kind'], payload: unknown) => `${kind} ${JSON.stringify(payload ?? null)}`

/**
 * A failure in the log, and the sentence for people. One that has words is told once for each cause, however often it is tried
 * again: a database that cannot be reached is no news, and its stack helps nobody.
 */
export function sayFailed(account: Account, kind: Job['kind'], payload: unknown, error: unknown): string {
  if (!(error instanceof AppError)) {
    log.warn({ err: error, job: kind }, FAILED)
    return UNEXPECTED
  }
  const { message, answer } = error
  const reason = answer ? `${message} It says: ${answer}` : message
  const said = saidOf(account)
  const key = keyOf(kind, payload)
  if (said.get(key) !== reason) log.warn({ job: kind, reason }, FAILED)
  said.set(key, reason)
  return message
}

/** It went well: when it fails again, that is news. */
export function forgetFailed(account: Account, kind: Job['kind'], payload: unknown): void {
  saidOf(account).delete(keyOf(kind, payload))
}
