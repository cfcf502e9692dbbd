import 'server-only'

/** A failure in the words of the database or of the network, ready to be shown and to be diagnosed. */
export interface DatabaseFailure {
  code: string | null
  message: string
  /** As `psql` prints it: `FATAL: PAM authentication failed for user "x" (28000)`. */
  answer: string
}

/** What a conversation with a database ends with: nothing of it still needs cleaning. */
export class ConversationFailed extends Error {
  constructor(readonly failure: DatabaseFailure) {
    super(failure.message)
    this.name = 'ConversationFailed'
  }
}

/** The other end does not speak as an engine of the family does. */
export type UnlikeCode = 'notPostgres' | 'notMysql'

type OwnCode =
  | UnlikeCode
  | 'refusedBeforeTls'
  | 'tokenNotAsked'
  | 'tokenSentBack'
  | 'ERR_NO_TLS'
  | 'ECONNRESET'
  | 'ETIMEDOUT'

/** What we found about a server, in our words; every other error is the system's, TLS's or the database's. */
export class OwnFinding extends Error {
  constructor(
    message: string,
    readonly code: OwnCode,
  ) {
    super(message)
  }
}

export const failed = (message: string, code: OwnCode) => new OwnFinding(message, code)

/** Also in place of what the driver says when it stumbles. */
export const unreadable = (code: UnlikeCode) => failed('The server sent a message that cannot be read', code)

interface KnownError extends Error {
  code?: unknown
  severity?: unknown
}

const LONGEST = 400

/** Servers choose their words: no line breaks, nothing that turns the text around, nothing of the token. */
function plain(text: string, cut: (text: string) => string): string {
  return cut(
    text
      .slice(0, 10 * LONGEST)
      .replace(/\p{Cc}/gu, ' ')
      .replace(/\p{Cf}/gu, ''),
  ).slice(0, LONGEST)
}

export function databaseFailure(error: unknown, cut: (text: string) => string): DatabaseFailure {
  const known: KnownError = error instanceof Error ? error : new Error(String(error))
  const given = typeof known.code === 'string' && /^\w{1,40}$/.test(known.code) ? known.code : null
  const code = given && cut(given) === given ? given : null
  const message = plain(known.message || code || 'no answer', cut)
  const severity = typeof known.severity === 'string' ? `${known.severity}: ` : ''
  const said = `${severity}${message}`
  const suffix = code && /^[A-Z0-9_]+$/.test(code) && !said.includes(code) ? ` (${code})` : ''
  return { code, message, answer: plain(`${said}${suffix}`, cut) }
}
