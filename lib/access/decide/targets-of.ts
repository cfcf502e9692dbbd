import { connectArn, type Target } from '@/lib/access/model/target'
import { completeArnPattern, matchesWildcard, possiblePatterns } from '@/lib/iam/index'
import type { CompiledAccess } from './compile-access'
import { memoizePerAccess } from './memoize-per-access'
import { isOddName } from './named-users'
import { targetIndex } from './target-index'
import { userPatterns } from './user-pattern'

const literalId = (pattern: string) => /:dbuser:([^*?$/:]+)\//.exec(pattern)?.[1] ?? null

/** ARNs of the database users that exist and that a star in front of a resource id may run over. */
const oddUsers = memoizePerAccess('odd users', ({ inventory }) =>
  inventory.targets.flatMap(target =>
    (inventory.scans[target.resourceId]?.users ?? [])
      .filter(({ name }) => isOddName(name))
      .map(({ name }) => ({ target, arn: connectArn(target, name) })),
  ),
)

const answers = memoizePerAccess('targets of patterns', () => new Map<string, readonly Target[]>())

/** Targets that a resource pattern speaks of, for some database user; many rules ask of the same entry. */
export function targetsOf(access: CompiledAccess, pattern: string): readonly Target[] {
  const known = answers(access)
  const targets = known.get(pattern) ?? findTargets(access, completeArnPattern(pattern))
  known.set(pattern, targets)
  return targets
}

/** The same, where AWS leaves open how the entry is to be read: for every reading of it. */
export function possibleTargetsOf(access: CompiledAccess, written: string): readonly Target[] {
  return [...new Set(possiblePatterns(written).flatMap(pattern => findTargets(access, pattern)))]
}

function findTargets(access: CompiledAccess, pattern: string): Target[] {
  const id = literalId(pattern)
  const known = id === null ? access.inventory.targets : [targetIndex(access).byId.get(id)]
  const spoken = known.filter(target => target && userPatterns(pattern, connectArn(target, '')).length > 0)
  const odd = oddUsers(access).filter(({ arn }) => matchesWildcard(pattern, arn))
  return [...new Set([...spoken, ...odd.map(({ target }) => target)])].flatMap(target => target ?? [])
}
