import type { DatabaseUser } from '@/lib/access/model/database-user'
import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import type { Inventory } from '@/lib/access/model/inventory'
import { isAnswering } from '@/lib/access/model/is-answering'
import { insideOf } from '@/lib/access/model/name-inside'
import { fails, type SecondHop, unknown } from '@/lib/access/model/second-hop'
import type { Target } from '@/lib/access/model/target'

/** RDS User Guide, "Database authentication with Amazon RDS": whose password is refused, and why; null: nobody's. */
export function passwordRefusal(behind: Target, user: DatabaseUser, now: string): string | null {
  if (user.signIn === 'noLogin') return 'cannot log in'
  if (user.signIn === 'locked') return 'is locked'
  if (user.iamReady) return familyOf(behind).passwordRefusal(user, behind.iamAuth.accepted)
  if (user.signIn === 'kerberos' && behind.kerberosEnabled) return 'signs in by Kerberos only'
  const ended = user.validUntil !== null && Date.parse(user.validUntil) <= Date.parse(now)
  return ended ? 'has a password that ended' : null
}

/**
 * RDS User Guide, "Setting up database credentials for RDS Proxy": the proxy signs in with a password from a secret.
 * Secrets are never read, so this hop surely fails or is not known.
 */
export function hopBySecret(inventory: Inventory, behind: Target, databaseUser: string): SecondHop {
  const { name, resourceId } = behind
  if (!isAnswering(behind))
    return fails(`${name} behind the proxy is ${behind.status}.`, `${name} started behind the proxy`)
  const scan = inventory.scans[resourceId]
  if (!scan)
    return unknown(
      `The proxy signs in to ${name} with a password from a secret; neither the users of ${name} nor the secrets were read.`,
    )
  const inside = insideOf(scan, databaseUser)
  if (!inside)
    return fails(
      `${name} behind the proxy has no user ${databaseUser}.`,
      `a user ${databaseUser} with a password on ${name}, and a secret of it`,
    )
  const refusals = inside.rows.map(user => passwordRefusal(behind, user, inventory.readAt))
  const refusal = refusals.at(-1)
  // Of several rows one may take it: which of them the proxy meets is not known.
  if (refusal && refusals.every(each => each !== null))
    return fails(
      `${databaseUser} on ${name} ${refusal}, so the password from the proxy's secret is refused.`,
      `a password sign-in for ${databaseUser} on ${name}, or a proxy that signs in by IAM`,
    )
  return unknown(
    `The proxy signs in to ${name} as ${databaseUser} with a password from a secret; whether it has one for ${databaseUser} was not read.`,
  )
}
