import { AppError } from '@/lib/errors'

const SQLSTATE = /^[0-9A-Z]{5}$/
const NETWORK = /^(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|ENOENT|EACCES)/

/** What stops the records, in words; errors that are not theirs pass as they are. */
export function recordsFailure(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error
  const code = (error as { code?: unknown }).code
  const lost = /Connection terminated|timeout exceeded when trying to connect|Client has encountered/.test(
    error.message,
  )
  const theirs = lost || (typeof code === 'string' && (SQLSTATE.test(code) || NETWORK.test(code)))
  if (!theirs) return error
  return new AppError(
    'unavailable',
    `The records of this server ${stateOf(code)}, so nothing was changed: what is done must be recorded first. Check their database and try again.`,
    { cause: error },
  )
}

/** PostgreSQL, "Error Codes". */
function stateOf(code: unknown): string {
  if (code === '25006' || code === '42501') return 'are read-only'
  if (code === '53100') return 'have no disk space left'
  return 'cannot be written'
}
