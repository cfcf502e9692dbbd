import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { policySources } from '@/lib/access/decide/policy-sources'
import type { Target } from '@/lib/access/model/target'
import { matchesWildcard, type PatternList, parseDocument } from '@/lib/iam/index'
import type { AccountChange } from './account-change'

/** Policies that some changes take from somebody, or write: whatever else they say, nothing but them can change a cell. */
export function changedPolicies({ inventory }: CompiledAccess, changes: readonly AccountChange[]): string[] {
  const ids = changes.flatMap(change => {
    if (change.kind === 'putInline') return []
    if (change.kind !== 'leaveGroup') return [change.policyId]
    return inventory.groups.find(group => group.name === change.group)?.policyIds ?? []
  })
  return [...new Set(ids)]
}

const mayConnect = (action: PatternList | null) =>
  !action || action.not || action.patterns.some(each => matchesWildcard(each.toLowerCase(), 'rds-db:connect'))

/** An entry with a literal resource id can only be about that target. */
const literalId = (pattern: string) => /:dbuser:([^*?$/:]+)\//.exec(pattern)?.[1] ?? null

/** Targets on which some changes can change anything; `own` always. */
export function touchedTargets(
  access: CompiledAccess,
  changes: readonly AccountChange[],
  own: Target,
): Target[] {
  return targetsOfPolicies(access, changedPolicies(access, changes), [own])
}

/** Targets that some policies can be about; `own` always. */
export function targetsOfPolicies(
  access: CompiledAccess,
  policyIds: readonly string[],
  own: readonly Target[],
): Target[] {
  const sources = policySources(access)
  const ids = new Set(own.map(({ resourceId }) => resourceId))
  for (const policyId of policyIds) {
    const { document } = parseDocument(sources.get(policyId)?.text ?? '')
    if (!document) return access.inventory.targets
    for (const { action, resource } of document.statements) {
      if (!mayConnect(action)) continue
      if (!resource || resource.not) return access.inventory.targets
      for (const pattern of resource.patterns) {
        const id = literalId(pattern)
        if (id === null) return access.inventory.targets
        ids.add(id)
      }
    }
  }
  return access.inventory.targets.filter(target => ids.has(target.resourceId))
}
