import 'server-only'
import type { Login } from '@/lib/databases/connection'
import type { DatabaseFailure } from '@/lib/databases/database-failure'
import { AppError } from '@/lib/errors'

/**
 * What a server refuses is certain; that it ended, or the connection, is not. Five signs are PostgreSQL's, appendix "Error
 * Codes"; four are those of MySQL, "Server Error Message Reference", and of MariaDB, "Error Codes".
 */
const LOST = /^(08...|57P0.|58...|1053|1158|1159|1160|1161|1317|1927|2006|2013)$/
const WAITED = /^(55P03|57014|40P01|40001|25P03|1205|1213|1969|3024)$/
const NO_RIGHT = /^(42501|28...|1044|1045|1142|1143|1227|1370|1410|1698)$/
/** There already, gone, or held by something that was not there. */
const MOVED = /^(42710|42704|2BP01|23505|XX000|1133|1141|1147|1396|1959|3523)$/
const SERVERS_OWN = /^([0-9A-Z]{5}|\d{4})$/

type Said = Pick<DatabaseFailure, 'code' | 'answer'>

function codeOf({ code }: Said): 'accessDenied' | 'conflict' | 'invalid' | 'unavailable' {
  if (code === null || !SERVERS_OWN.test(code) || LOST.test(code)) return 'unavailable'
  if (NO_RIGHT.test(code)) return 'accessDenied'
  return WAITED.test(code) || MOVED.test(code) ? 'conflict' : 'invalid'
}

/** The statement without what stands in it: names are in the answer, where the server chose to say them. */
const shortOf = (statement: string) =>
  /^(?:(?:CREATE|ALTER|DROP) )?\w+/i.exec(statement)?.[0].toUpperCase() ?? 'a statement'

const words = {
  accessDenied: (host: string, what: string) => `${host} did not let Gatehouse's administrator run ${what}.`,
  conflict: (host: string, what: string) =>
    `${host} did not run ${what}: somebody else is at the same thing, or it is not as it was. Look at it again.`,
  invalid: (host: string, what: string) => `${host} refused ${what}.`,
  unavailable: (host: string, what: string) => `The connection to ${host} was lost at ${what}.`,
}

/** What stopped a sign-in as the administrator, before any statement. */
function notLetIn({ endpoint, databaseUser }: Login, said: Said): AppError {
  const { answer } = said
  if (codeOf(said) === 'unavailable' || codeOf(said) === 'conflict')
    return new AppError('unavailable', `${endpoint.host} could not be signed in to. Nothing was changed.`, {
      answer,
    })
  const message = `${endpoint.host} refused ${databaseUser}, so nothing was changed. Check that the role of this server may rds-db:connect as ${databaseUser} and that the user is IAM-ready.`
  return new AppError('accessDenied', message, { answer })
}

/**
 * In words, with the server's own beside them.
 * @param at the statement that it stopped; null: none was sent yet
 */
export function statementFailure(failure: Said, login: Login, at: string | null): AppError {
  if (at === null) return notLetIn(login, failure)
  const code = codeOf(failure)
  return new AppError(code, words[code](login.endpoint.host, shortOf(at)), { answer: failure.answer })
}

/** What stopped the reading of a user. */
export function readingFailure(failure: Said, login: Login): AppError {
  if (codeOf(failure) === 'accessDenied') return notLetIn(login, failure)
  const message = `The users of ${login.endpoint.host} could not be read as ${login.databaseUser}, so nothing is known of them now. Try again, or run the SQL by hand.`
  return new AppError('unavailable', message, { answer: failure.answer })
}

export function refusesWrites({ endpoint: { host } }: Login): AppError {
  return new AppError(
    'conflict',
    `${host} is read only now: a replica, a reader, or a server that was set so. Nothing was changed. Users are made on the writer.`,
  )
}
