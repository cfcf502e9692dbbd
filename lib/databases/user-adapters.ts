import 'server-only'
import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import { mysqlUsers } from '@/lib/databases/mysql/mysql-users'
import { postgresUsers } from '@/lib/databases/postgres/postgres-users'
import type { UserAdapter } from '@/lib/databases/user-adapter'

/** How Gatehouse changes users of a family of engines; null: it does not. */
export const USER_ADAPTERS: Readonly<Record<EngineFamilyId, UserAdapter | null>> = {
  postgres: postgresUsers,
  mysql: mysqlUsers,
  mariadb: mysqlUsers,
  other: null,
}
