import { AppError } from '@/lib/errors'
import { redactText } from '@/lib/log/redact'

const NOTHING_DONE = 'What cannot be recorded is not done.'

/** Node's codes for a certificate, and what the driver says of a server without TLS. */
const TLS = /^(DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|CERT_|ERR_TLS_|NO_TLS$)/

/** By SQLSTATE or Node's code: what is the matter with the records' database, and what to do. */
const SENTENCES: [RegExp, string][] = [
  [
    /^25006$/,
    `The records' database is read-only: a standby, or set so by somebody. ${NOTHING_DONE} Point DATABASE_URL at the primary, or make it writable again.`,
  ],
  [
    /^(53100|ENOSPC)$/,
    `The disk of the records' database is full. ${NOTHING_DONE} Make room and try again: nothing needs to be repaired.`,
  ],
  [
    /^42501$/,
    `Gatehouse's user of the records' database lacks a permission. ${NOTHING_DONE} Give it the schema "gatehouse" back.`,
  ],
  [
    /^(53200|53300|53400|55P03|57014|40001|40P01)$/,
    "The records' database is busy and did not answer in time. Try again in a moment.",
  ],
  [
    /^(28...|3D000)$/,
    "The records' database refuses our sign-in: wrong user, password or database name. Correct DATABASE_URL and start again.",
  ],
  [
    /^(08...|57P0.|58...|25P0[34]|ECONN\w+|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EPIPE|ENOENT|EACCES)$/,
    `The records' database cannot be reached, or stopped while it was asked. ${NOTHING_DONE} Check that it runs, then try again.`,
  ],
  [
    TLS,
    `The TLS connection to the records' database is not accepted. ${NOTHING_DONE} Check sslmode and sslrootcert in DATABASE_URL.`,
  ],
]

/** The driver's own failures carry no code. */
const DRIVER: [RegExp, string][] = [
  [/server does not support SSL/i, 'NO_TLS'],
  [/timeout exceeded when trying to connect|query read timeout/i, '53300'],
  [/connection terminated|connection ended|client was closed|not queryable|cannot use a pool/i, '08006'],
]

/** An error of the records' database in a person's words; any other error as it is. */
export function recordsFailure(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error
  // Our own triggers refuse by the same code: that is no missing permission.
  if (error.message.startsWith('The audit log is append-only')) return error
  const known = (error as NodeJS.ErrnoException).code
  const code = known ?? DRIVER.find(([said]) => said.test(error.message))?.[1] ?? ''
  const sentence = SENTENCES.find(([codes]) => codes.test(code))?.[1]
  if (!sentence) return error
  const answer = redactText(error.message || code)
  return new AppError('unavailable', sentence, { answer, cause: error })
}

const NOT_WRITABLE =
  /EACCES|EPERM|EROFS|ENOTDIR|EEXIST|permission denied|read-only file system|not a directory/i

/** Why the PostgreSQL of our own did not start: most often its folder. */
export function embeddedFailure(error: unknown, dataDirectory: string): AppError {
  const answer = redactText(error instanceof Error ? error.message : String(error))
  const [why, remedy] = NOT_WRITABLE.test(answer)
    ? [
        `The data folder ${dataDirectory} cannot be written, so there are no records`,
        'Make it writable for the user that runs Gatehouse, or name another in GATEHOUSE_DATA_DIR.',
      ]
    : /ENOSPC|no space left/i.test(answer)
      ? [
          `The disk of the data folder ${dataDirectory} is full, so there are no records`,
          'Make room and try again.',
        ]
      : [
          'The PostgreSQL that keeps the records did not start',
          `Look at the log beside ${dataDirectory}, or set DATABASE_URL to a PostgreSQL of yours.`,
        ]
  return new AppError('unavailable', `${why}. ${NOTHING_DONE} ${remedy}`, { answer, cause: error })
}
