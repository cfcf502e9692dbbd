import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import type { Dialect } from './dialect'
import { mariadb } from './dialects/mariadb-dialect'
import { mysql } from './dialects/mysql-dialect'
import { postgres } from './dialects/postgres-dialect'

/** Null: how its users are made is not known. */
export const DIALECTS: Readonly<Record<EngineFamilyId, Dialect | null>> = {
  postgres,
  mysql,
  mariadb,
  other: null,
}
