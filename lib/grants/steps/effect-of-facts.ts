import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { boundaryHolders, policyHolders } from '@/lib/access/decide/policy-holders'
import { restrictToPrincipals } from '@/lib/access/decide/restrict-to-principals'
import type { AccessChange } from '@/lib/access/model/access-change'
import type { Inventory } from '@/lib/access/model/inventory'
import type { PolicySource } from '@/lib/iam/index'
import { changesOn, changesThroughProxies, columnsAfter, columnsOfBoth } from '../effect'
import { userEffect } from '../user-effect'
import type { Fact, FactState } from './fact'
import { withFacts } from './facts-in-inventory'

/** Every cell that reads otherwise once these facts say this, on every target. The switch has an effect of its own. */
export function effectOfFacts(
  access: CompiledAccess,
  facts: readonly { fact: Fact; state: FactState }[],
): AccessChange[] {
  const { inventory } = access
  const changed = withFacts(inventory, facts)
  return changed.scans === inventory.scans ? effectOfPolicies(access, changed) : userEffect(access, changed)
}

function effectOfPolicies(access: CompiledAccess, changed: Inventory): AccessChange[] {
  const { inventory } = access
  const rewritten = rewrittenIn(inventory.policies, changed.policies)
  const holders = new Set(
    [...rewritten.keys()].flatMap(id => [
      ...(policyHolders(access).get(id) ?? []),
      ...(boundaryHolders(access).get(id) ?? []),
    ]),
  )
  const concerned = [...inventory.principals.keys()].filter(
    place => holders.has(place) || inventory.principals[place] !== changed.principals[place],
  )
  if (concerned.length === 0) return []
  const at = (account: typeof inventory) => concerned.flatMap(place => account.principals[place] ?? [])
  const before = restrictToPrincipals(access, at(inventory))
  const after = restrictToPrincipals(
    access,
    at(changed),
    [...rewritten.values()].filter(source => source !== null),
  )
  const changing = at(inventory)
  const own = inventory.targets.flatMap(target => {
    const columns = columnsOfBoth(access, after, target)
    return changesOn(before, after, target, columnsAfter(after, target, columns, changing), columns).changes
  })
  return [...own, ...changesThroughProxies(access, after, changing)]
}

/** Policies with another text, or new; null: gone. */
function rewrittenIn(
  before: readonly PolicySource[],
  after: readonly PolicySource[],
): Map<string, PolicySource | null> {
  const old = new Map(before.map(source => [source.id, source]))
  const kept = new Set(after.map(({ id }) => id))
  return new Map<string, PolicySource | null>([
    ...after
      .filter(source => old.get(source.id)?.text !== source.text)
      .map(source => [source.id, source] as const),
    ...before.filter(({ id }) => !kept.has(id)).map(({ id }) => [id, null] as const),
  ])
}
