import 'server-only'
import type { Login } from '@/lib/databases/connection'
import { type DatabaseFailure, isSignInRefusal } from '@/lib/databases/database-failure'
import { AppError } from '@/lib/errors'

/**
 * What the server itself refused is certain: PostgreSQL, "Error Codes" (class 42 and others), and the numbers of MySQL's
 * "Server Error Message Reference". The connection, the end of the server and our own deadlines are not.
 */
const LOST = /^(08|57P0|58|XX)/
const WAITED = /^(55P03|57014|40P01|40001|ER_LOCK_WAIT_TIMEOUT|ER_LOCK_DEADLOCK|25P03)$/
const NO_RIGHT =
  /^(42501|ER_(SPECIFIC_)?ACCESS_DENIED\w*|ER_(DB|TABLE|COLUMN)ACCESS_DENIED\w*|ER_OPTION_PREVENTS_STATEMENT)$/
const MOVED = /^(42710|42704|2BP01|23505|XX000|ER_CANNOT_USER|ER_NO_SUCH_USER|ER_ROLE_\w+)$/

type Said = Pick<DatabaseFailure, 'code' | 'answer'>

function codeOf({ code }: Said): 'accessDenied' | 'conflict' | 'invalid' | 'unavailable' {
  if (code === null || !/^([0-9A-Z]{5}|ER_\w+)$/.test(code)) return 'unavailable'
  if (isSignInRefusal(code) || NO_RIGHT.test(code)) return 'accessDenied'
  if (WAITED.test(code) || MOVED.test(code)) return 'conflict'
  return LOST.test(code) ? 'unavailable' : 'invalid'
}

/** The statement without what stands in it: names are in the answer, where the server chose to say them. */
const shortOf = (statement: string) =>
  /^(?:(?:CREATE|ALTER|DROP) )?\w+(?: \w+)?/i.exec(statement)?.[0] ?? 'a statement'

const words = {
  accessDenied: (host: string, what: string) => `${host} did not let Gatehouse's administrator run ${what}.`,
  conflict: (host: string, what: string) =>
    `${host} did not run ${what}: somebody else is at the same thing, or it is not as it was. Look at it again.`,
  invalid: (host: string, what: string) => `${host} refused ${what}.`,
  unavailable: (host: string, what: string) => `The connection to ${host} was lost at ${what}.`,
}

function notLetIn({ endpoint, databaseUser }: Login, { answer }: Said): AppError {
  const message = `${endpoint.host} refused ${databaseUser}, so nothing was changed. Check that the role of this server may rds-db:connect as ${databaseUser} and that the user is IAM-ready.`
  return new AppError('accessDenied', message, { answer })
}

/** What stopped a statement, in words, with the server's own beside them. */
export function statementFailure(failure: Said, login: Login, at: string): AppError {
  if (isSignInRefusal(failure.code)) return notLetIn(login, failure)
  const code = codeOf(failure)
  return new AppError(code, words[code](login.endpoint.host, shortOf(at)), { answer: failure.answer })
}

/** What stopped the reading of a user. */
export function readingFailure(failure: Said, login: Login): AppError {
  if (isSignInRefusal(failure.code)) return notLetIn(login, failure)
  const message = `The users of ${login.endpoint.host} could not be read as ${login.databaseUser}, so nothing is known of them now. Try again, or run the SQL by hand.`
  return new AppError('unavailable', message, { answer: failure.answer })
}

export function refusesWrites({ endpoint: { host } }: Login): AppError {
  return new AppError(
    'conflict',
    `${host} is read only now: a replica, a reader, or a server that was set so. Nothing was changed. Users are made on the writer.`,
  )
}
