import type { CompiledAccess } from '@/lib/access/compile-access'
import type { Inventory } from '@/lib/access/inventory'
import { perAccess } from '@/lib/access/per-access'
import type { Principal } from '@/lib/access/principal'
import { compile, DECISIONS, mayAssume } from '@/lib/iam/index'

/** Roles that this caller could sign as: both the trust policy and its own permissions let it, perhaps on a condition. */
export function assumableRoles(access: CompiledAccess, caller: Principal): Principal[] {
  const found = known(access).get(caller.arn) ?? findAssumable(access.inventory, caller)
  known(access).set(caller.arn, found)
  return found
}

const known = perAccess(() => new Map<string, Principal[]>())

function findAssumable(inventory: Inventory, caller: Principal): Principal[] {
  const roles = inventory.principals.filter(
    role => role.kind === 'role' && role.trustText !== null && role.arn !== caller.arn,
  )
  const own = compile(
    { policies: inventory.policies, principals: [caller.policies] },
    { action: 'sts:AssumeRole', mode: 'discovery' },
  ).row(
    0,
    roles.map(role => role.arn),
  )
  const { arn, context, absentKeys } = caller.policies
  return roles.filter((role, index) => {
    const identityDecision = DECISIONS[own[index] ?? 0] ?? 'implicitDeny'
    const question = {
      roleArn: role.arn,
      trustText: role.trustText ?? '',
      caller: { arn, context, absentKeys },
      identityDecision,
    }
    const { decision } = mayAssume(question)
    return decision === 'allowed' || decision === 'conditional'
  })
}
