import type { Pool } from 'pg'
import type { Fatal } from './front/messages'
import type { Login } from './front/start-front'
import { type Gate, refuseToken } from './refuse-token'
import { passwordMatches } from './scram'
import { findTarget } from './target-now'

interface Role {
  verifier: string | null
  holdsRdsIam: boolean
}

/** RDS's order: who holds rds_iam, directly or through roles, goes the IAM way; everyone else is asked for a password. */
export async function authenticate(
  gate: Gate,
  admin: Pool,
  { user, password }: Login,
): Promise<Fatal | null> {
  const target = findTarget(gate.world, gate.identifier, gate.now(), gate.settleMs)
  const role = await findRole(admin, user)
  if (target?.iamAuth && role?.holdsRdsIam) {
    const refused = refuseToken(gate, target, user, password)
    return refused ? { code: '28000', message: `PAM authentication failed for user "${user}"` } : null
  }
  if (await passwordMatches(password, role?.verifier ?? null)) return null
  return { code: '28P01', message: `password authentication failed for user "${user}"` }
}

const FIND_ROLE = `
with recursive holders as (
  select oid from pg_authid where rolname = 'rds_iam'
  union
  select membership.member from holders join pg_auth_members membership on membership.roleid = holders.oid
)
select rolpassword as verifier, oid in (select oid from holders) as "holdsRdsIam" from pg_authid where rolname = $1`

async function findRole(admin: Pool, user: string): Promise<Role | null> {
  const { rows } = await admin.query<Role>(FIND_ROLE, [user.replaceAll('\0', '')])
  return rows[0] ?? null
}
