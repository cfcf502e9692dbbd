import 'server-only'
import { once } from 'node:events'
import type { TLSSocket } from 'node:tls'
import pg from 'pg'
import { z } from 'zod'
import { type Credential, dialTarget, type Login, type Passed } from '@/lib/databases/connection'
import { ConversationFailed, databaseFailure, failed, unreadable } from '@/lib/databases/database-failure'
import { GuardedStream } from '@/lib/databases/postgres/guarded-stream'
import { type Allowance, MessageGuard } from '@/lib/databases/postgres/message-guard'
import { secureSocket } from '@/lib/databases/postgres/secure-socket'
import { withinDeadline } from '@/lib/databases/within-deadline'
import { withoutSecret } from '@/lib/databases/without-secret'

export interface Limits extends Allowance {
  deadlineMs: number
}

export interface Session {
  /** The rows of one statement, each as it should be; anything else ends the conversation. */
  rows<Row>(row: z.ZodType<Row>, sql: string): Promise<Row[]>
  /** Exactly one. */
  row<Row>(row: z.ZodType<Row>, sql: string): Promise<Row>
}

/** What the driver complains of without a code is what a server made it stumble over. */
async function fromDriver<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    throw error instanceof Error && 'code' in error ? error : unreadable()
  })
}

type Cut = (text: string) => string

function sessionOf(client: pg.Client, cut: Cut, kind: Credential['kind']): Session {
  async function read<Rows>(rows: z.ZodType<Rows>, sql: string): Promise<Rows> {
    const answer = rows.safeParse((await fromDriver(client.query(sql))).rows)
    if (!answer.success) throw failed('The server answered as no PostgreSQL does', 'notPostgres')
    const text = JSON.stringify(answer.data)
    if (cut(text) === text) return answer.data
    throw failed(`The server sent the ${kind} back in its answer`, 'tokenSentBack')
  }
  return {
    rows: (row, sql) => read(z.array(row), sql),
    row: async (row, sql) => (await read(z.tuple([row]), sql))[0],
  }
}

async function signIn<T>(
  {
    secure,
    login,
    limits,
    passed,
    cut,
  }: { secure: TLSSocket; login: Login; limits: Limits; passed: Passed; cut: Cut },
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const guard = new MessageGuard(limits, login.credential.kind, () =>
    passed('iam', `The ${login.credential.kind} is accepted`),
  )
  const stream = new GuardedStream(secure, guard)
  const client = new pg.Client({
    stream: () => stream,
    ssl: false,
    user: login.databaseUser,
    password: login.credential.secret,
    database: login.databaseName,
    statement_timeout: limits.deadlineMs,
    application_name: 'gatehouse',
  })
  // A connection that breaks between queries must not end the process: the query in hand reports it.
  client.on('error', () => {})
  await fromDriver(client.connect())
  const result = await work(sessionOf(client, cut, login.credential.kind))
  // Goodbye is said, an answer to it is not waited for.
  void client.end()
  await once(stream, 'finish').catch(() => {})
  return result
}

/**
 * One short session with a target that may be anyone: certificate checked against the target's name, one deadline for
 * all of it, the socket destroyed whatever happens, and no word of the server leaves here with a piece of the token or password.
 */
export async function converse<T>(
  login: Login,
  limits: Limits,
  passed: Passed,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const cut = withoutSecret(login)
  try {
    return await withinDeadline(limits.deadlineMs, async over => {
      const socket = await dialTarget(login.endpoint, over, passed)
      const secure = await secureSocket(socket, login.endpoint)
      const validTo = new Date(secure.getPeerCertificate().valid_to).toISOString().slice(0, 10)
      passed('tls', `${secure.getProtocol()}, certificate names the endpoint, valid to ${validTo}`)
      return signIn({ secure, login, limits, passed, cut }, work)
    })
  } catch (error) {
    throw new ConversationFailed(databaseFailure(error, cut))
  }
}
