import { type CompiledPolicies, compile, compileGradually } from '@/lib/iam/index'
import type { Inventory } from './inventory'

/** One inventory with its policies compiled for `rds-db:connect`: what every question about access is asked of. */
export interface CompiledAccess {
  inventory: Inventory
  compiled: CompiledPolicies
}

/** Conditions are distrusted: sources disagree on which context keys RDS honours (reference §1.5). */
const OPTIONS = { action: 'rds-db:connect', mode: 'discovery', distrustConditions: true } as const

const cache = new WeakMap<Inventory, CompiledAccess>()
/** By the list of principals: the same reading, shown again with another caveat, is not compiled twice. */
const compiledOnce = new WeakMap<Inventory['principals'], { policies: unknown; compiled: CompiledPolicies }>()

export function compileAccess(inventory: Inventory): CompiledAccess {
  const known = cache.get(inventory)
  if (known) return known
  const access = { inventory, compiled: compiledFor(inventory) }
  cache.set(inventory, access)
  return access
}

/** The same, compiled with stops for breath: for accounts of thousands, before the first question is asked. */
export async function compileAccessGradually(
  inventory: Inventory,
  breathe: () => Promise<unknown>,
): Promise<CompiledAccess> {
  const { policies, principals } = inventory
  if (compiledOnce.get(principals)?.policies !== policies) {
    const snapshot = { policies, principals: principals.map(principal => principal.policies) }
    compiledOnce.set(principals, { policies, compiled: await compileGradually(snapshot, OPTIONS, breathe) })
  }
  return compileAccess(inventory)
}

/** What another part of the program has compiled is taken over, so that it is not done twice. */
export function adoptAccess({ inventory: { principals, policies }, compiled }: CompiledAccess): void {
  if (compiledOnce.get(principals)?.policies !== policies)
    compiledOnce.set(principals, { policies, compiled })
}

function compiledFor({ policies, principals }: Inventory): CompiledPolicies {
  const known = compiledOnce.get(principals)
  if (known?.policies === policies) return known.compiled
  const compiled = compile({ policies, principals: principals.map(principal => principal.policies) }, OPTIONS)
  compiledOnce.set(principals, { policies, compiled })
  return compiled
}
