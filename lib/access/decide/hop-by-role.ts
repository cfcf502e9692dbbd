import { isAnswering } from '@/lib/access/model/is-answering'
import { insideOf, type NameInside } from '@/lib/access/model/name-inside'
import type { Principal } from '@/lib/access/model/principal'
import { conditional, fails, type SecondHop, unknown, works } from '@/lib/access/model/second-hop'
import { connectArn, type Target } from '@/lib/access/model/target'
import { DECISIONS } from '@/lib/iam/index'
import { conditionOf } from './cell-condition'
import type { CompiledAccess } from './compile-access'
import { indexOfPrincipal } from './principal-index'
import { outsideWays, roleTrust } from './trust-ways'

/** A database user by its name, or whoever a pattern stands for by one that it matches. */
export interface AskedUser {
  name: string
  representativeName: string
}

/** RDS User Guide, "Configuring IAM authentication for RDS Proxy": end to end, the proxy's own role signs in. */
export function hopByRole(
  access: CompiledAccess,
  roleArn: string | null,
  behind: Target,
  { name, representativeName }: AskedUser,
): SecondHop {
  const where = `${behind.name} behind the proxy`
  if (!isAnswering(behind)) return fails(`${where} is ${behind.status}.`, `${where} started`)
  if (!behind.iamAuth.accepted)
    return fails(`IAM authentication is off on ${where}.`, `IAM authentication turned on for ${where}`)
  const index = roleArn === null ? null : indexOfPrincipal(access, roleArn)
  const role = access.inventory.principals[index ?? -1]
  if (index === null || !role)
    return unknown(`The proxy signs in to ${behind.name} as ${roleInWords(access, roleArn)}.`)
  const stranger = trustRefusal(access, role)
  if (stranger) return stranger
  const resource = connectArn(behind, representativeName)
  const decision = DECISIONS[access.compiled.row(index, [resource])[0] ?? 0]
  if (decision === 'implicitDeny' || decision === 'explicitDeny')
    return fails(
      `${role.label}, as which the proxy signs in, may not connect to ${behind.name} as ${name}.`,
      `rds-db:connect on ${connectArn(behind, name)} for ${role.label}`,
    )
  const scan = access.inventory.scans[behind.resourceId]
  const inside = scan && insideOf(scan, representativeName)
  const refusal = userRefusal(inside, behind, representativeName)
  if (refusal)
    return fails(`${refusal}.`, `a user ${representativeName} on ${behind.name} that signs in by IAM`)
  if (decision === 'conditional') {
    if (conditionOf(access.compiled.explain(index, resource)).unreadable)
      return unknown(`A policy of ${role.label}, as which the proxy signs in, could not be read.`)
    return conditional(
      `${role.label}, as which the proxy signs in, may connect to ${behind.name} only on a condition.`,
    )
  }
  if (inside?.ready === 'somewhere')
    return conditional(
      `The proxy signs in to ${behind.name} as ${name} by IAM where its own address allows it: ${inside.reason}.`,
    )
  if (!scan)
    return unknown(
      `${role.label} may connect to ${behind.name} for the proxy; the users of ${behind.name} were not read.`,
    )
  return works(`The proxy signs in to ${behind.name} as ${name} by IAM, as ${role.label} may.`)
}

/** RDS User Guide, "Setting up IAM for RDS Proxy": the role trusts RDS. On which conditions is not looked into. */
function trustRefusal(access: CompiledAccess, role: Principal): SecondHop | null {
  if (role.trustText === null) return null
  if (roleTrust(access, role.trustText).issues.length > 0)
    return unknown(`The trust policy of ${role.label}, as which the proxy signs in, could not be read.`)
  const trusted = outsideWays(access, role).some(
    ({ caller: { kind, value } }) => kind === 'anyone' || (kind === 'service' && value.startsWith('rds.')),
  )
  if (trusted) return null
  return fails(
    `${role.label}, as which the proxy signs in, does not let RDS become it.`,
    `a trust policy of ${role.label} that names rds.amazonaws.com`,
  )
}

function roleInWords({ inventory }: CompiledAccess, roleArn: string | null): string {
  if (roleArn === null) return 'a role that was not read'
  const name = roleArn.slice(roleArn.lastIndexOf(':') + 1)
  const own = roleArn.split(':')[4] === inventory.accountId
  return own ? `${name}, which was not read` : `${name} of another account, which is not read here`
}

/** Undefined: nobody looked inside. */
function userRefusal(inside: NameInside | null | undefined, behind: Target, name: string): string | null {
  if (inside === undefined) return null
  if (inside === null) return `${behind.name} behind the proxy has no user ${name}`
  if (inside.ready !== 'nowhere') return null
  if (inside.user.signIn === 'noLogin') return `${name} on ${behind.name} cannot log in`
  if (inside.user.signIn === 'locked') return `${name} on ${behind.name} is locked`
  return `${name} on ${behind.name} does not sign in by IAM, as the proxy does`
}
