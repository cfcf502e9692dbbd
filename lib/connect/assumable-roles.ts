import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { memoizePerAccess } from '@/lib/access/decide/memoize-per-access'
import { ownCaller } from '@/lib/access/decide/own-callers'
import { askTrust, isWay } from '@/lib/access/decide/trust-ways'
import type { Principal } from '@/lib/access/model/principal'
import { compile, DECISIONS } from '@/lib/iam/index'

/** Roles that this caller could sign as: both the trust policy and its own permissions let it, perhaps on a condition. */
export function assumableRoles(access: CompiledAccess, caller: Principal): Principal[] {
  const found = known(access).get(caller.arn) ?? findAssumable(access, caller)
  known(access).set(caller.arn, found)
  return found
}

const known = memoizePerAccess('assumable roles', () => new Map<string, Principal[]>())

function findAssumable(access: CompiledAccess, principal: Principal): Principal[] {
  const { inventory } = access
  const roles = inventory.principals.filter(
    role => role.kind === 'role' && role.trustText !== null && role.arn !== principal.arn,
  )
  const own = compile(
    { policies: inventory.policies, principals: [principal.policies] },
    { action: 'sts:AssumeRole', mode: 'discovery', at: inventory.readAt },
  ).row(
    0,
    roles.map(role => role.arn),
  )
  const caller = ownCaller(access, principal)
  return roles.filter((role, index) => {
    const ownDecision = DECISIONS[own[index] ?? 0] ?? 'implicitDeny'
    return isWay(askTrust(access, role, caller, ownDecision))
  })
}
