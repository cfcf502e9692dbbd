import 'server-only'
import { z } from 'zod'
import type { FoundInside, UnreadInside } from '@/lib/access/model/database-user'
import type { Login } from '@/lib/databases/connection'
import type { Limits, Session } from '@/lib/databases/conversation'
import { ConversationFailed, isSignInRefusal } from '@/lib/databases/database-failure'
import { converse } from '@/lib/databases/postgres/converse'
import { foundInPostgres } from '@/lib/databases/postgres/found-in-postgres'
import {
  type DatabaseReading,
  databaseReading,
  type ServerReading,
  serverReading,
} from '@/lib/databases/postgres/postgres-reading'
import { DATABASE_SQL, SERVER_SQL } from '@/lib/databases/postgres/reading-sql'
import { AppError } from '@/lib/errors'

/** One deadline and one allowance for the whole server, however many databases it has. */
const LIMITS: Limits = { deadlineMs: 60_000, bytes: 16_777_216, rows: 50_000 }

/** Each is a connection of its own. */
const MOST_DATABASES = 100

const text = z.object({ reading: z.string() })

/** One JSON text as it should be; anything else ends the conversation. */
const jsonAs = <T>(shape: z.ZodType<T>) =>
  text.transform(({ reading }, context) => {
    const parsed = z.safeParse(shape, jsonOrNothing(reading))
    if (parsed.success) return { value: parsed.data, bytes: Buffer.byteLength(reading) }
    context.addIssue('not a reading')
    return z.NEVER
  })

function jsonOrNothing(given: string): unknown {
  try {
    return JSON.parse(given)
  } catch {
    return undefined
  }
}

const SERVER = jsonAs(serverReading)
const DATABASE = jsonAs(databaseReading)
const nobodyWatches = () => {}

/** Reads one server, database after database, within what is left of the limits. */
class ServerScan {
  server: ServerReading | null = null
  readonly databases: DatabaseReading[] = []
  readonly unread: UnreadInside[] = []
  #bytes = 0
  readonly #started = performance.now()

  constructor(
    private readonly login: Login,
    private readonly limits: Limits,
  ) {}

  get #left(): Limits {
    const { deadlineMs, bytes, rows } = this.limits
    const passed = performance.now() - this.#started
    return { deadlineMs: Math.round(deadlineMs - passed), bytes: bytes - this.#bytes, rows }
  }

  /** The database that one signs in to tells of the whole server as well. */
  async first(databaseName: string): Promise<void> {
    await converse({ ...this.login, databaseName }, this.#left, nobodyWatches, async session => {
      await this.#begin(session)
      const { value, bytes } = await session.row(SERVER, SERVER_SQL)
      this.server = value
      this.#bytes += bytes
      await this.#readOne(session)
    })
  }

  async other(databaseName: string): Promise<void> {
    const left = this.#left
    if (left.deadlineMs <= 0 || left.bytes <= 0) throw new ConversationFailed(NO_ROOM)
    await converse({ ...this.login, databaseName }, left, nobodyWatches, async session => {
      await this.#begin(session)
      await this.#readOne(session)
    })
  }

  #begin(session: Session) {
    return session.rows(z.unknown(), 'begin transaction isolation level repeatable read read only')
  }

  async #readOne(session: Session): Promise<void> {
    const { value, bytes } = await session.row(DATABASE, DATABASE_SQL)
    this.databases.push(value)
    this.#bytes += bytes
    await session.rows(z.unknown(), 'commit')
  }
}

const NO_ROOM = { code: null, message: '', answer: 'no time or room was left for it' }

function unreadFor(database: string, { failure }: ConversationFailed): UnreadInside {
  const why =
    failure.code === '42501'
      ? `the user that reads may not connect to it: ${failure.answer}`
      : failure.answer || failure.message
  return { database, what: 'rights on tables', why }
}

/** No CONNECT on it, no such database, it accepts nobody: "PostgreSQL Error Codes". */
const CLOSED = new Set(['42501', '3D000', '55000'])
const EVERY_SERVER_HAS = 'postgres'

/** Another database tells of the server just as well where the first is closed. Answers with the one that did. */
async function enter(
  scan: ServerScan,
  databaseName: string,
  attempt: (database: string, read: () => Promise<void>) => Promise<void>,
): Promise<string> {
  try {
    await attempt(databaseName, () => scan.first(databaseName))
    return databaseName
  } catch (error) {
    const code = error instanceof ConversationFailed ? error.failure.code : null
    if (databaseName === EVERY_SERVER_HAS || code === null || !CLOSED.has(code)) throw error
    // What closed the first is the reason to tell, where this does not help either.
    await attempt(EVERY_SERVER_HAS, () => scan.first(EVERY_SERVER_HAS)).catch(() => {
      throw error
    })
    if (error instanceof ConversationFailed) scan.unread.push(unreadFor(databaseName, error))
    return EVERY_SERVER_HAS
  }
}

/** A database that refuses costs its own rights only; without the server there is nothing. */
async function readServer(login: Login, limits: Limits): Promise<FoundInside> {
  const scan = new ServerScan(login, limits)
  const attempt = async (database: string, read: () => Promise<void>) => {
    try {
      await read()
    } catch (error) {
      if (!scan.server || !(error instanceof ConversationFailed)) throw error
      scan.unread.push(unreadFor(database, error))
    }
  }
  const entrance = await enter(scan, login.databaseName, attempt)
  const { server } = scan
  if (!server) throw new Error('A reading without a server.')
  const others = server.databases.filter(({ name }) => name !== login.databaseName && name !== entrance)
  for (const [at, { name, accepts }] of others.entries()) {
    if (!accepts)
      scan.unread.push({ database: name, what: 'rights on tables', why: 'it accepts no connections' })
    else if (at >= MOST_DATABASES)
      scan.unread.push({
        database: name,
        what: 'rights on tables',
        why: `only ${MOST_DATABASES} databases are read`,
      })
    else await attempt(name, () => scan.other(name))
  }
  return foundInPostgres({ server, databases: scan.databases, unread: scan.unread })
}

function scanError({ failure: { code, answer } }: ConversationFailed, login: Login): AppError {
  const { host } = login.endpoint
  const message = isSignInRefusal(code)
    ? `${host} refused ${login.databaseUser}, so its users were not read. ${refusalWords(login)}`
    : `The users of ${host} were not read. The connection test of the target shows which step fails.`
  return new AppError('unavailable', message, { answer, cause: new Error(answer) })
}

const refusalWords = ({ credential, databaseUser }: Login) =>
  credential.kind === 'token'
    ? `Check that the role of this server may rds-db:connect as ${databaseUser} and that the user has rds_iam.`
    : `RDS may just have rotated the password of ${databaseUser}: read again. A user that has rds_iam takes no password while IAM authentication is on.`

/** Reads login roles, their way in and their rights, in read-only transactions. Nothing is written to the target. */
export async function scanPostgres(login: Login, limits = LIMITS): Promise<FoundInside> {
  try {
    return await readServer(login, limits)
  } catch (error) {
    throw error instanceof ConversationFailed ? scanError(error, login) : error
  }
}
