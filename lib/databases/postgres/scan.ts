import 'server-only'
import { z } from 'zod'
import type { DatabaseScan } from '@/lib/access/model/database-user'
import type { Login } from '@/lib/databases/connection'
import type { Limits, Session } from '@/lib/databases/conversation'
import { ConversationFailed } from '@/lib/databases/database-failure'
import { converse } from '@/lib/databases/postgres/converse'
import { mapRole, nameInDatabase, rightsRow, roleRow } from '@/lib/databases/postgres/map-roles'
import {
  DATABASES_SQL,
  MOST_PAIRS,
  PAIRS_SQL,
  RIGHTS_SQL,
  ROLES_SQL,
} from '@/lib/databases/postgres/scan-sql'
import { AppError } from '@/lib/errors'

type Found = Pick<DatabaseScan, 'users' | 'databases'>

/** Some 20,000 roles with their rights, and what surrounds them. */
const LIMITS: Limits = { deadlineMs: 60_000, bytes: 16_777_216, rows: 50_000 }

const pairsRow = z.object({ pairs: z.coerce.number() })
const databaseRow = z.object({ name: nameInDatabase })

async function readRights(session: Session) {
  const { pairs } = await session.row(pairsRow, PAIRS_SQL)
  if (pairs > MOST_PAIRS) return null
  const rights = await session.rows(rightsRow, RIGHTS_SQL)
  return new Map(rights.map(row => [row.name, row]))
}

async function readAll(session: Session, database: string): Promise<Found> {
  await session.rows(z.unknown(), 'begin transaction isolation level repeatable read read only')
  const roles = await session.rows(roleRow, ROLES_SQL)
  const databases = await session.rows(databaseRow, DATABASES_SQL)
  const rights = await readRights(session)
  await session.rows(z.unknown(), 'commit')
  const scan = { counted: rights !== null, database }
  return {
    users: roles.map(role => mapRole(role, rights?.get(role.name), scan)),
    databases: databases.map(({ name }) => name),
  }
}

/** Refused at the door (class 28), rather than let in and then stopped. PostgreSQL, "Error Codes". */
const isSignInRefusal = (code: string | null) => code?.startsWith('28') ?? false

function scanError({ failure: { code, answer } }: ConversationFailed, login: Login): AppError {
  const { host } = login.endpoint
  const message = isSignInRefusal(code)
    ? `${host} refused ${login.databaseUser}, so its users were not read. Check that the role of this server may rds-db:connect as ${login.databaseUser} and that the user holds rds_iam.`
    : `The users of ${host} were not read. The connection test of the target shows which step fails.`
  return new AppError('unavailable', message, { answer, cause: new Error(answer) })
}

/** Reads login roles, their way in and their rights, in one read-only transaction. Nothing is written to the target. */
export async function scanPostgres(login: Login, limits = LIMITS): Promise<Found> {
  try {
    const nobodyWatches = () => {}
    return await converse(login, limits, nobodyWatches, session => readAll(session, login.databaseName))
  } catch (error) {
    throw error instanceof ConversationFailed ? scanError(error, login) : error
  }
}
