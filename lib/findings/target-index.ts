import type { CompiledAccess } from '@/lib/access/compile-access'
import { perAccess } from '@/lib/access/per-access'
import { connectArn, type Target } from '@/lib/access/target'
import { hasVariable, hasWildcard, literalName, userPatterns } from '@/lib/access/user-pattern'
import { completeArnPattern } from '@/lib/iam/index'
import type { FindingTarget } from './finding'

interface TargetIndex {
  byId: Map<string, Target>
  byMemberId: Map<string, Target>
  /** Names and ARNs, members' included; a name may stand in several Regions. */
  byName: Map<string, Target[]>
}

export const targetIndex = perAccess(({ inventory }: CompiledAccess): TargetIndex => {
  const index: TargetIndex = {
    byId: new Map(),
    byMemberId: new Map(),
    byName: new Map(),
  }
  const name = (key: string, target: Target) =>
    index.byName.set(key, [...(index.byName.get(key) ?? []), target])
  for (const target of inventory.targets) {
    index.byId.set(target.resourceId, target)
    for (const key of [target.name, target.arn]) name(key, target)
    for (const member of target.members) {
      index.byMemberId.set(member.resourceId, target)
      name(member.name, target)
      name(target.arn.replace(/:[^:]+:[^:]+$/, `:db:${member.name}`), target)
    }
  }
  return index
})

const literalId = (pattern: string) => /:dbuser:([^*?$/:]+)\//.exec(pattern)?.[1] ?? null

/** Targets that a resource pattern can match for some database user. */
export function targetsOf(access: CompiledAccess, written: string): Target[] {
  const pattern = completeArnPattern(written)
  const id = literalId(pattern)
  const known = id === null ? access.inventory.targets : [targetIndex(access).byId.get(id)]
  return known.flatMap(target =>
    target && userPatterns(pattern, connectArn(target, '')).length > 0 ? [target] : [],
  )
}

/** What a pattern says of one target's database users: names spelled in full. */
export function literalUsers(pattern: string, target: Target): string[] {
  return userPatterns(completeArnPattern(pattern), connectArn(target, ''))
    .filter(rest => !hasWildcard(rest) && !hasVariable(rest))
    .map(literalName)
}

export function findingTargets(targets: readonly (Target | null)[]): FindingTarget[] {
  const found = new Map<string, FindingTarget>()
  for (const target of targets) {
    if (!target) continue
    const { region, resourceId, name } = target
    found.set(`${region} ${resourceId}`, { region, resourceId, name })
  }
  return [...found.values()]
}
