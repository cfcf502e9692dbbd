import { type CompiledPolicies, compile } from '@/lib/iam/index'
import type { Inventory } from './inventory'

/** One inventory with its policies compiled for `rds-db:connect`: what every question about access is asked of. */
export interface CompiledAccess {
  inventory: Inventory
  compiled: CompiledPolicies
}

const cache = new WeakMap<Inventory, CompiledAccess>()

/** Conditions are distrusted: sources disagree on which context keys RDS honours (reference §1.5). */
export function compileAccess(inventory: Inventory): CompiledAccess {
  const known = cache.get(inventory)
  if (known) return known
  const compiled = compile(
    { policies: inventory.policies, principals: inventory.principals.map(principal => principal.policies) },
    { action: 'rds-db:connect', mode: 'discovery', distrustConditions: true },
  )
  const access = { inventory, compiled }
  cache.set(inventory, access)
  return access
}
