import type { Inventory } from '@/lib/access/model/inventory'
import { withSwitch } from '@/lib/access/switch/switch-effect'
import type { FixPlan } from '@/lib/findings/finding'

/** For tests: the account once a plan is carried out. */
export function carriedOut(inventory: Inventory, plan: FixPlan): Inventory {
  if (plan.kind === 'byHand') return inventory
  if (plan.kind === 'switchOn') {
    const targets = inventory.targets.map(target =>
      target.resourceId === plan.resourceId ? withSwitch(target, true) : target,
    )
    return { ...inventory, targets }
  }
  if (plan.kind === 'replaceDocument') {
    const policies = inventory.policies.map(policy =>
      policy.id === plan.policyId ? { ...policy, text: plan.after } : policy,
    )
    return { ...inventory, policies }
  }
  const principals = inventory.principals.map(principal => {
    const identity = principal.policies.identity.filter(({ policyId }) => policyId !== plan.policyId)
    return { ...principal, policies: { ...principal.policies, identity } }
  })
  return { ...inventory, principals, policies: inventory.policies.filter(({ id }) => id !== plan.policyId) }
}
