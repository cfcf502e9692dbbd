import { resolvedFor } from '@/lib/access/decide/named-users'
import {
  hasVariable,
  hasWildcard,
  isUniversal,
  literalName,
  userPatterns,
} from '@/lib/access/decide/user-pattern'
import type { Principal } from '@/lib/access/model/principal'
import { connectArn, type Target } from '@/lib/access/model/target'
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

interface UsersSpoken {
  names: string[]
  /** With wildcards, but not matching everything. */
  patterns: string[]
}

/** What an entry says of one target's database users, its variables resolved for those who hold the policy. */
export function usersSpoken(pattern: string, target: Target, holders: readonly Principal[]): UsersSpoken {
  const texts = userPatterns(completeArnPattern(pattern), connectArn(target, '')).flatMap(rest =>
    hasVariable(rest) ? holders.flatMap(holder => resolvedFor(rest, holder)) : [rest],
  )
  return {
    names: texts.filter(text => !hasWildcard(text)).map(literalName),
    patterns: texts.filter(text => hasWildcard(text) && !isUniversal(text)),
  }
}
