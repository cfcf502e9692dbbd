import { parseArn } from './arn'
import { accountOfCaller, type TrustCaller } from './trust-caller'
import type { TrustPrincipal } from './trust-principal'

/**
 * What else must allow, within one account (IAM User Guide, "Policy evaluation for requests within a single account"):
 * direct (a user, a session, the star): nothing; role (a role's ARN): its boundary and session policies;
 * account: all of the caller's own policies.
 */
export type Grant = 'direct' | 'role' | 'account'

/** How a principal of a trust policy reaches a caller: by name, through its account, or as one of all. */
export interface PrincipalFit {
  by: 'named' | 'account' | 'anyone'
  grant: Grant
  /** The only session of the calling role that is named. */
  session: string | null
}

const named = (grant: Grant, session: string | null = null): PrincipalFit => ({ by: 'named', grant, session })

export function fitOf(principal: TrustPrincipal, caller: TrustCaller): PrincipalFit | null {
  const { kind, value } = principal
  const same = value === caller.value
  switch (kind) {
    case 'anyone':
      return { by: 'anyone', grant: 'direct', session: null }
    case 'account':
      return accountOfCaller(caller) === value ? { by: 'account', grant: 'account', session: null } : null
    case 'user':
    case 'service':
    case 'saml':
    case 'oidc':
      return kind === caller.kind && same ? named('direct') : null
    case 'role':
      if (caller.kind === 'role') return same ? named('role') : null
      return caller.kind === 'session' && isSessionOf(value, caller.value) ? named('role') : null
    case 'session':
      if (caller.kind === 'role') return isSessionOf(caller.value, value) ? named('direct', value) : null
      return caller.kind === 'session' && same ? named('direct') : null
    default:
      return null
  }
}

/** A session's ARN carries the role's name without its path. */
export function isSessionOf(roleArn: string, sessionArn: string): boolean {
  const role = parseArn(roleArn)
  const session = parseArn(sessionArn)
  if (role === null || session === null || session.service !== 'sts') return false
  const [type, name] = session.resource.split('/')
  return (
    type === 'assumed-role' &&
    session.partition === role.partition &&
    session.account === role.account &&
    role.resource.endsWith(`/${name}`)
  )
}
