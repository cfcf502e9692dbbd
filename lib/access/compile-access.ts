import { type CompiledPolicies, compile } from '@/lib/iam/index'
import type { Inventory } from './inventory'

/** One inventory with its policies compiled for `rds-db:connect`: what every question about access is asked of. */
export interface CompiledAccess {
  inventory: Inventory
  compiled: CompiledPolicies
}

const cache = new WeakMap<Inventory, CompiledAccess>()
/** By the list of principals: the same reading, shown again with another caveat, is not compiled twice. */
const compiledOnce = new WeakMap<Inventory['principals'], { policies: unknown; compiled: CompiledPolicies }>()

/** Conditions are distrusted: sources disagree on which context keys RDS honours (reference §1.5). */
export function compileAccess(inventory: Inventory): CompiledAccess {
  const known = cache.get(inventory)
  if (known) return known
  const access = { inventory, compiled: compiledFor(inventory) }
  cache.set(inventory, access)
  return access
}

function compiledFor({ policies, principals }: Inventory): CompiledPolicies {
  const known = compiledOnce.get(principals)
  if (known?.policies === policies) return known.compiled
  const compiled = compile(
    { policies, principals: principals.map(principal => principal.policies) },
    { action: 'rds-db:connect', mode: 'discovery', distrustConditions: true },
  )
  compiledOnce.set(principals, { policies, compiled })
  return compiled
}
