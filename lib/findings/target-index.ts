import { connectArn, type Target } from '@/lib/access/target'
import { hasVariable, hasWildcard, literalName, userPatterns } from '@/lib/access/user-pattern'
import { completeArnPattern } from '@/lib/iam/index'
import type { FindingTarget } from './finding'

export function findingTargets(targets: readonly (Target | null)[]): FindingTarget[] {
  const found = new Map<string, FindingTarget>()
  for (const target of targets) {
    if (!target) continue
    const { region, resourceId, name } = target
    found.set(`${region} ${resourceId}`, { region, resourceId, name })
  }
  return [...found.values()]
}

/** What a pattern says of one target's database users: names spelled in full. */
export function literalUsers(pattern: string, target: Target): string[] {
  return userPatterns(completeArnPattern(pattern), connectArn(target, ''))
    .filter(rest => !hasWildcard(rest) && !hasVariable(rest))
    .map(literalName)
}
