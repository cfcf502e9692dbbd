import { mayConnect } from '@/lib/simulator/aws/authorize'
import { noteSignIn, type SignInAttempt } from '@/lib/simulator/world/observed'
import type { World } from '@/lib/simulator/world/world'
import type { TargetNow } from './target-now'
import { type TokenRefusal, verifyToken } from './verify-token'

export interface Gate {
  world: World
  identifier: string
  now: () => Date
  settleMs: number
  /** Told why, as RDS's own iam-db-auth-error log is; never the token. */
  onRefusal: (refusal: { target: string; user: string; reason: string }) => void
}

/** Null: the token is good, and whoever signed it may connect as this user. What is refused is logged. */
export function refuseToken(gate: Gate, target: TargetNow, user: string, token: string): string | null {
  const reason = reasonAgainst(gate, target, user, token)
  if (reason) gate.onRefusal({ target: gate.identifier, user, reason })
  return reason
}

/** Also writes and counts it, as the database host does. */
function reasonAgainst(
  { world, now }: Gate,
  target: TargetNow,
  user: string,
  token: string,
): TokenRefusal | 'notAuthorized' | null {
  const { region, resourceId } = target
  const at = now()
  const note = (refusal: SignInAttempt['refusal']) => noteSignIn(world, { target, user, at, refusal })
  const authorities = target.hosts.map(host => `${host}:${target.port}`)
  const answer = verifyToken(world, token, { user, authorities, region, now: at })
  if ('refused' in answer) {
    note({ kind: answer.refused === 'expired' ? 'expiredToken' : 'invalidToken' })
    return answer.refused
  }
  const arn = `arn:${world.partition}:rds-db:${region}:${world.accountId}:dbuser:${resourceId}/${user}`
  const allowed = mayConnect(world, answer.credentials, arn, at) === 'allowed'
  note(allowed ? null : { kind: 'notAuthorized', callerArn: answer.credentials.callerArn })
  return allowed ? null : 'notAuthorized'
}
