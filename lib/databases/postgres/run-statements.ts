import 'server-only'
import { z } from 'zod'
import type { Login } from '@/lib/databases/connection'
import type { Limits, Session } from '@/lib/databases/conversation'
import { ConversationFailed } from '@/lib/databases/database-failure'
import { converse } from '@/lib/databases/postgres/converse'
import { refusesWrites, statementFailure } from '@/lib/databases/statement-failure'
import type { Statements } from '@/lib/databases/user-adapter'

const LIMITS: Limits = { deadlineMs: 60_000, bytes: 1_048_576, rows: 10_000 }

/** Nobody waits behind us for long, and a server that we leave in the middle lets go by itself. PostgreSQL, "Client Connection Defaults". */
const PATIENCE = [
  "set lock_timeout = '4s'",
  "set statement_timeout = '45s'",
  "set idle_in_transaction_session_timeout = '15s'",
]

const readOnlyRow = z.object({ read_only: z.boolean() })
const READ_ONLY = `select pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as read_only`

/** A reader endpoint, a replica, or a database that was set to read only. */
export const isReadOnly = async (session: Session) => (await session.row(readOnlyRow, READ_ONLY)).read_only

/** All of them or none, in one transaction. Throws what the server said; what became of a lost COMMIT it cannot know. */
export async function runOnPostgres(login: Login, { statements, inTransaction }: Statements): Promise<void> {
  let now: string | null = null
  const run = async (session: Session, sql: string) => {
    now = sql
    await session.rows(z.unknown(), sql)
  }
  try {
    const nobodyWatches = () => {}
    const written = await converse(login, LIMITS, nobodyWatches, async session => {
      for (const setting of PATIENCE) await run(session, setting)
      if (await isReadOnly(session)) return false
      for (const sql of inTransaction ? ['begin', ...statements, 'commit'] : statements)
        await run(session, sql)
      return true
    })
    if (!written) throw refusesWrites(login)
  } catch (error) {
    throw error instanceof ConversationFailed ? statementFailure(error.failure, login, now) : error
  }
}
