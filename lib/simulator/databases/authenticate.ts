import type { Pool } from 'pg'
import { mayConnect } from '@/lib/simulator/aws/authorize'
import { noteSignIn, type SignInAttempt } from '@/lib/simulator/world/observed'
import type { World } from '@/lib/simulator/world/world'
import type { Fatal } from './front/messages'
import type { Login } from './front/start-front'
import { passwordMatches } from './scram'
import { findTarget, type TargetNow } from './target-now'
import { type TokenRefusal, verifyToken } from './verify-token'

export interface Gate {
  world: World
  identifier: string
  admin: Pool
  now: () => Date
  settleMs: number
  /** Told why, as RDS's own iam-db-auth-error log is; never the token. */
  onRefusal: (refusal: { target: string; user: string; reason: string }) => void
}

interface Role {
  verifier: string | null
  holdsRdsIam: boolean
}

/** RDS's order: who holds rds_iam, directly or through roles, goes the IAM way; everyone else is asked for a password. */
export async function authenticate(gate: Gate, { user, password }: Login): Promise<Fatal | null> {
  const target = findTarget(gate.world, gate.identifier, gate.now(), gate.settleMs)
  const role = await findRole(gate.admin, user)
  const reason = target?.iamAuth && role?.holdsRdsIam ? tokenRefusal(gate, target, user, password) : null
  if (reason) {
    gate.onRefusal({ target: gate.identifier, user, reason })
    return { code: '28000', message: `PAM authentication failed for user "${user}"` }
  }
  if (target?.iamAuth && role?.holdsRdsIam) return null
  if (await passwordMatches(password, role?.verifier ?? null)) return null
  return { code: '28P01', message: `password authentication failed for user "${user}"` }
}

/** Also writes and counts it, as the database host does. */
function tokenRefusal(
  { world, now }: Gate,
  target: TargetNow,
  user: string,
  password: string,
): TokenRefusal | 'notAuthorized' | null {
  const { region, resourceId } = target
  const at = now()
  const note = (refusal: SignInAttempt['refusal']) => noteSignIn(world, { target, user, at, refusal })
  const authorities = target.hosts.map(host => `${host}:${target.port}`)
  const answer = verifyToken(world, password, { user, authorities, region, now: at })
  if ('refused' in answer) {
    note({ kind: answer.refused === 'expired' ? 'expiredToken' : 'invalidToken' })
    return answer.refused
  }
  const arn = `arn:${world.partition}:rds-db:${region}:${world.accountId}:dbuser:${resourceId}/${user}`
  const allowed = mayConnect(world, answer.credentials, arn, at) === 'allowed'
  note(allowed ? null : { kind: 'notAuthorized', callerArn: answer.credentials.callerArn })
  return allowed ? null : 'notAuthorized'
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
