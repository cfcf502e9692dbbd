import 'server-only'
import type { FoundInside } from '@/lib/access/model/database-user'
import { ENGINE_FAMILIES } from '@/lib/access/model/engine-family/engine-families'
import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import type { Login, Passed } from '@/lib/databases/connection'
import type { Limits } from '@/lib/databases/conversation'
import { mariadbByHand, mysqlByHand } from '@/lib/databases/mysql/mysql-by-hand'
import { signInToMysql } from '@/lib/databases/mysql/mysql-sign-in'
import { scanMysql } from '@/lib/databases/mysql/scan-mysql'
import type { ByHand } from '@/lib/databases/pasted-answers'
import { signInToPostgres } from '@/lib/databases/postgres/postgres-sign-in'
import { postgresByHand } from '@/lib/databases/postgres/read-by-hand'
import { scanPostgres } from '@/lib/databases/postgres/scan'

interface EngineAdapter {
  /** Reads users, roles, rights and databases, and writes nothing. */
  scan(login: Login, limits?: Limits): Promise<FoundInside>
  /** The same, run by a person; absent: there is no query for that. */
  byHand?: ByHand
  /** Goes the whole way in, telling each step, and leaves. */
  signIn(login: Login, limits: Limits, passed: Passed): Promise<void>
}

/** A server says itself which of the two it is. */
const mysql: EngineAdapter = { scan: scanMysql, signIn: signInToMysql }

/** How Gatehouse itself signs in to a family of engines; null: it cannot, so that its users are not known. */
export const ENGINE_ADAPTERS: Readonly<Record<EngineFamilyId, EngineAdapter | null>> = {
  postgres: { scan: scanPostgres, byHand: postgresByHand, signIn: signInToPostgres },
  mysql: { ...mysql, byHand: mysqlByHand },
  mariadb: { ...mysql, byHand: mariadbByHand },
  other: null,
}

/** Those that it can sign in to, in words. */
export const READ_FAMILIES = Object.values(ENGINE_FAMILIES)
  .filter(({ id }) => ENGINE_ADAPTERS[id] !== null)
  .map(({ label }) => label)
  .join(', ')
