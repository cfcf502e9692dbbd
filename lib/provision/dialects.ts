import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import type { Dialect } from './dialect'
import { mariadb } from './dialects/mariadb'
import { mysql } from './dialects/mysql'
import { postgres } from './dialects/postgres'

/** Null: how its users are made is not known. */
export const DIALECTS: Readonly<Record<EngineFamilyId, Dialect | null>> = {
  postgres,
  mysql,
  mariadb,
  other: null,
}
