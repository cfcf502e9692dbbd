import 'server-only'
import type { Login } from '@/lib/databases/connection'
import { ConversationFailed } from '@/lib/databases/database-failure'
import { readPostgresState } from '@/lib/databases/postgres/read-state'
import { runOnPostgres } from '@/lib/databases/postgres/run-statements'
import { readUserFacts } from '@/lib/databases/postgres/user-facts'
import { readingFailure } from '@/lib/databases/statement-failure'
import type { UserAdapter } from '@/lib/databases/user-adapter'

async function told<T>(login: Login, reading: Promise<T>): Promise<T> {
  return reading.catch(error => {
    throw error instanceof ConversationFailed ? readingFailure(error.failure, login) : error
  })
}

/** PostgreSQL, whose users have no host. */
export const postgresUsers: UserAdapter = {
  readFacts: (login, user) => told(login, readUserFacts(login, user.name)),
  readState: (login, user, other) => told(login, readPostgresState(login, user, other)),
  run: runOnPostgres,
}
