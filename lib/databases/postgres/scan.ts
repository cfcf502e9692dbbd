import 'server-only'
import type pg from 'pg'
import { z } from 'zod'
import type { DatabaseScan } from '@/lib/access/database-user'
import { type Login, withConnection } from '@/lib/databases/connection'
import { databaseFailure, isSignInRefusal } from '@/lib/databases/database-failure'
import { mapRole, rightsRow, roleRow } from '@/lib/databases/postgres/map-roles'
import {
  DATABASES_SQL,
  MOST_PAIRS,
  PAIRS_SQL,
  RIGHTS_SQL,
  ROLES_SQL,
} from '@/lib/databases/postgres/scan-sql'
import { AppError } from '@/lib/errors'

type Found = Pick<DatabaseScan, 'users' | 'databases'>

async function readRights(client: pg.Client) {
  const { rows } = await client.query(PAIRS_SQL)
  const [{ pairs }] = z.tuple([z.object({ pairs: z.coerce.number() })]).parse(rows)
  if (pairs > MOST_PAIRS) return null
  const rights = z.array(rightsRow).parse((await client.query(RIGHTS_SQL)).rows)
  return new Map(rights.map(row => [row.name, row]))
}

async function readAll(client: pg.Client, database: string): Promise<Found> {
  await client.query('begin transaction isolation level repeatable read read only')
  const roles = z.array(roleRow).parse((await client.query(ROLES_SQL)).rows)
  const databases = z.array(z.object({ name: z.string() })).parse((await client.query(DATABASES_SQL)).rows)
  const rights = await readRights(client)
  await client.query('commit')
  const scan = { counted: rights !== null, database }
  return {
    users: roles.map(role => mapRole(role, rights?.get(role.name), scan)),
    databases: databases.map(({ name }) => name),
  }
}

function scanError(error: unknown, login: Login): AppError {
  if (error instanceof AppError) return error
  const { code, answer } = databaseFailure(error, login.token)
  const { host } = login.endpoint
  const message = isSignInRefusal(code)
    ? `${host} refused ${login.databaseUser}, so its users were not read. Check that the role of this server may rds-db:connect as ${login.databaseUser} and that the user holds rds_iam.`
    : `The users of ${host} were not read. The connection test of the target shows which step fails.`
  return new AppError('unavailable', message, { answer, cause: new Error(answer) })
}

/** Reads login roles, their way in and their rights, in one read-only transaction. Nothing is written to the target. */
export async function scanPostgres(login: Login): Promise<Found> {
  try {
    return await withConnection(login, client => readAll(client, login.databaseName))
  } catch (error) {
    throw scanError(error, login)
  }
}
