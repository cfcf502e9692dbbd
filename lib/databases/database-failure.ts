import 'server-only'

/** A failure in the words of the database or of the network, ready to be shown and to be diagnosed. */
export interface DatabaseFailure {
  code: string | null
  message: string
  /** As `psql` prints it: `FATAL: PAM authentication failed for user "x" (28000)`. */
  answer: string
}

interface KnownError extends Error {
  code?: string
  severity?: string
}

/** No error of pg or of the system holds the password; it is cut all the same. */
const withoutToken = (text: string, token: string) => (token ? text.split(token).join('…') : text)

export function databaseFailure(error: unknown, token: string): DatabaseFailure {
  const known: KnownError = error instanceof Error ? error : new Error(String(error))
  const message = withoutToken(known.message || known.code || 'no answer', token)
  const code = known.code ?? null
  const severity = known.severity ? `${known.severity}: ` : ''
  const suffix = code && !message.includes(code) ? ` (${code})` : ''
  return { code, message, answer: `${severity}${message}${suffix}`.slice(0, 400) }
}

/** Refused at the door (class 28), rather than let in and then stopped. PostgreSQL, "Error Codes". */
export const isSignInRefusal = (code: string | null) => code?.startsWith('28') ?? false
