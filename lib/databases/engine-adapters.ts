import 'server-only'
import type { DatabaseScan } from '@/lib/access/model/database-user'
import { ENGINE_FAMILIES } from '@/lib/access/model/engine-family/engine-families'
import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import type { Login, Passed } from '@/lib/databases/connection'
import type { Limits } from '@/lib/databases/conversation'
import { signInToMysql } from '@/lib/databases/mysql/mysql-sign-in'
import { scanMysql } from '@/lib/databases/mysql/scan-mysql'
import { signInToPostgres } from '@/lib/databases/postgres/postgres-sign-in'
import { scanPostgres } from '@/lib/databases/postgres/scan'

/** What it could read; the rest is not asked of that family. */
type Found = Pick<DatabaseScan, 'users' | 'databases'> &
  Partial<Pick<DatabaseScan, 'roles' | 'schemas' | 'unread' | 'version'>>

interface EngineAdapter {
  /** Reads users and databases, and writes nothing. */
  scan(login: Login, limits?: Limits): Promise<Found>
  /** Goes the whole way in, telling each step, and leaves. */
  signIn(login: Login, limits: Limits, passed: Passed): Promise<void>
}

/** A server says itself which of the two it is. */
const mysql: EngineAdapter = { scan: scanMysql, signIn: signInToMysql }

/** How Gatehouse itself signs in to a family of engines; null: it cannot, so that its users are not known. */
export const ENGINE_ADAPTERS: Readonly<Record<EngineFamilyId, EngineAdapter | null>> = {
  postgres: { scan: scanPostgres, signIn: signInToPostgres },
  mysql,
  mariadb: mysql,
  other: null,
}

/** Those that it can sign in to, in words. */
export const READ_FAMILIES = Object.values(ENGINE_FAMILIES)
  .filter(({ id }) => ENGINE_ADAPTERS[id] !== null)
  .map(({ label }) => label)
  .join(', ')
