import 'server-only'
import type { FoundInside } from '@/lib/access/model/database-user'
import type { Login } from '@/lib/databases/connection'
import type { Limits } from '@/lib/databases/conversation'
import { ConversationFailed } from '@/lib/databases/database-failure'
import { converseMysql } from '@/lib/databases/mysql/converse-mysql'
import { mapCatalog } from '@/lib/databases/mysql/map-catalog'
import { AccountsUnread, type Catalog, readCatalog } from '@/lib/databases/mysql/read-catalog'
import { AppError } from '@/lib/errors'

/** What every cap of the catalog lets through, once. */
const LIMITS: Limits = { deadlineMs: 60_000, bytes: 67_108_864, rows: 500_000 }

/**
 * Refused at the door, rather than let in and then stopped. MySQL, "Server Error Message Reference"; MariaDB, "Error Codes":
 * access denied, host not allowed, plugin not loaded, no password given, locked (of both), password expired.
 */
const AT_THE_DOOR = new Set(['1045', '1130', '1524', '1698', '3118', '4151', '1862', 'tokenNotAsked'])

function scanError({ failure: { code, answer } }: ConversationFailed, login: Login): AppError {
  const { host } = login.endpoint
  const message = AT_THE_DOOR.has(code ?? '')
    ? `${host} refused ${login.databaseUser}, so its users were not read. Check that the role of this server may rds-db:connect as ${login.databaseUser} and that the user is on AWSAuthenticationPlugin.`
    : `The users of ${host} were not read. The connection test of the target shows which step fails.`
  return new AppError('unavailable', message, { answer, cause: new Error(answer) })
}

function blindError(error: AccountsUnread, login: Login): AppError {
  const message = `${login.databaseUser} may not read who the users of ${login.endpoint.host} are, so nothing was read. ${error.message}`
  return new AppError('unavailable', message, { answer: error.message, cause: error })
}

/** Reads users, roles and rights in one session that writes nothing. */
export async function scanMysql(login: Login, limits = LIMITS): Promise<FoundInside> {
  const nobodyWatches = () => {}
  let blind: AccountsUnread | null = null
  const stopAfterMs = Math.ceil(limits.deadlineMs * 0.8)
  try {
    const catalog = await converseMysql(login, limits, nobodyWatches, session =>
      readCatalog(session, stopAfterMs).catch((error: unknown): Catalog | null => {
        if (!(error instanceof AccountsUnread)) throw error
        blind = error
        return null
      }),
    )
    if (catalog) return mapCatalog(catalog)
  } catch (error) {
    throw error instanceof ConversationFailed ? scanError(error, login) : error
  }
  throw blindError(blind ?? new AccountsUnread(''), login)
}
