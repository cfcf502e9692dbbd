import type { Administrator } from '../user-plan'
import { majorVersion } from '../version'

/** PostgreSQL manual, "Role Attributes": until 15 CREATEROLE reaches every role that is no superuser. */
export const reachesAllRoles = (
  { superuser, createsUsers }: Pick<Administrator, 'superuser' | 'createsUsers'>,
  version: string,
): boolean => superuser || (createsUsers && majorVersion(version) < 16)
