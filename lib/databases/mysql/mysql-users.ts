import 'server-only'
import { z } from 'zod'
import type { Login } from '@/lib/databases/connection'
import type { Session } from '@/lib/databases/conversation'
import { ConversationFailed } from '@/lib/databases/database-failure'
import { ACCOUNT_LIMITS, introduced, readAccountFacts } from '@/lib/databases/mysql/account-facts'
import { converseMysql } from '@/lib/databases/mysql/converse-mysql'
import { isReadOnly, readMysqlState } from '@/lib/databases/mysql/read-mysql-state'
import { readingFailure, refusesWrites, statementFailure } from '@/lib/databases/statement-failure'
import type { Statements, UserAdapter } from '@/lib/databases/user-adapter'
import type { UserName } from '@/lib/provision/user-intent'

/** Nobody waits behind us for long: MySQL, "Server System Variables". */
const PATIENCE = 'set session lock_wait_timeout = 5, innodb_lock_wait_timeout = 5'

const accountOf = ({ name, host }: UserName) => ({ name, host: host ?? '%' })

async function told<T>(login: Login, reading: Promise<T>): Promise<T> {
  return reading.catch(error => {
    throw error instanceof ConversationFailed ? readingFailure(error.failure, login) : error
  })
}

/** One after the other: each statement about an account is committed by itself (MySQL, "Statements That Cause an Implicit Commit"). */
async function run(login: Login, { statements }: Statements): Promise<void> {
  let now: string | null = null
  const work = async (session: Session) => {
    await introduced(session)
    await session.rows(z.unknown(), PATIENCE)
    if (await isReadOnly(session)) return false
    for (now of statements) await session.rows(z.unknown(), now)
    return true
  }
  try {
    const nobodyWatches = () => {}
    const written = await converseMysql(login, ACCOUNT_LIMITS, nobodyWatches, work)
    if (!written) throw refusesWrites(login)
  } catch (error) {
    throw error instanceof ConversationFailed ? statementFailure(error.failure, login, now) : error
  }
}

/** MySQL and MariaDB: a server says itself which of the two it is. */
export const mysqlUsers: UserAdapter = {
  readFacts: (login, user) => told(login, readAccountFacts(login, accountOf(user))),
  readState: (login, user, other) =>
    told(login, readMysqlState(login, accountOf(user), other && accountOf(other))),
  run,
}
