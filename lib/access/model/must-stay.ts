import type { DatabaseScan, DatabaseUser } from './database-user'
import { familyOf } from './engine-family/engine-families'
import type { Target } from './target'

/** Whom it would take their passwords: not those who have none for IAM already. Where a role lends no way of signing in, nobody. */
function holdersOf({ name }: DatabaseUser, target: Target, { users }: Pick<DatabaseScan, 'users'>): string[] {
  if (!familyOf(target).rolesLendSignIn) return []
  const holds = ({ detail }: DatabaseUser) => detail?.memberships.some(({ role }) => role === name) === true
  return users.flatMap(user => (holds(user) && !user.iamReady ? user.name : []))
}

/** Why a user is not to be moved to IAM, in a sentence; null: nothing that was read speaks against it. */
export function mustStay(
  user: DatabaseUser,
  target: Target,
  scan: Pick<DatabaseScan, 'users'>,
): string | null {
  const { name, signIn } = user
  if (name === target.masterUsername) return `${name} is the master user, whose password must go on working.`
  if (signIn === 'kerberos') return `${name} signs in by Kerberos, which rules out IAM.`
  const holders = holdersOf(user, target, scan)
  return holders.length > 0
    ? `${name} is a role of ${holders.join(', ')}, who would lose their passwords.`
    : null
}
