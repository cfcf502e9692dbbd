import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import { DIALECTS } from './dialects'
import type { UserName } from './user-intent'

/** As a statement of this family means it: an account without a host is one of every host. */
export const accountOf = (family: EngineFamilyId, user: UserName): UserName =>
  DIALECTS[family]?.named(user) ?? user
