import 'server-only'
import pg from 'pg'
import { conversing, type Entrance, type SignedIn } from '@/lib/databases/conversation'
import { unreadable } from '@/lib/databases/database-failure'
import { GuardedStream } from '@/lib/databases/guarded-stream'
import { MessageGuard } from '@/lib/databases/postgres/message-guard'
import { secureSocket } from '@/lib/databases/postgres/secure-socket'

/**
 * Names mean those of the catalogue, whatever somebody made under the same ones (CVE-2018-1058): a function of theirs would run
 * as us. And what stands in our literals is meant as it stands: PostgreSQL, "Schemas", "String Constants".
 */
const AS_WRITTEN = ["set search_path = ''", 'set standard_conforming_strings = on']

/** What the driver complains of without a code is what a server made it stumble over. */
async function fromDriver<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    throw error instanceof Error && 'code' in error ? error : unreadable('notPostgres')
  })
}

async function signIn({ secure, login, limits, onAccepted }: Entrance): Promise<SignedIn> {
  const stream = new GuardedStream(secure, new MessageGuard(limits, login.credential.kind, onAccepted))
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
  for (const setting of AS_WRITTEN) await fromDriver(client.query(setting))
  return {
    query: async sql => (await fromDriver(client.query(sql))).rows,
    leave: async () => {
      void client.end()
      await stream.saidAll()
    },
  }
}

/** One conversation with a PostgreSQL. */
export const converse = conversing({
  label: 'PostgreSQL',
  unlike: 'notPostgres',
  secure: secureSocket,
  signIn,
})
