import type { Principal } from '@/lib/access/model/principal'
import { attachmentsOf, type PolicySource } from '@/lib/iam/index'
import { type CompiledAccess, compileAccess } from './compile-access'
import { policySources } from './policy-sources'

/** The same account with these principals alone: what a question about a few of them costs. */
export function restrictToPrincipals(
  access: CompiledAccess,
  principals: Principal[],
  replaced: readonly PolicySource[] = [],
): CompiledAccess {
  const fresh = new Map(replaced.map(policy => [policy.id, policy]))
  const ids = new Set(
    principals.flatMap(({ policies }) => attachmentsOf(policies).map(item => item.policyId)),
  )
  const policies = [...ids].flatMap(id => fresh.get(id) ?? policySources(access).get(id) ?? [])
  return compileAccess({ ...access.inventory, principals, policies })
}
