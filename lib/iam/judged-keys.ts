import type { LayerKind, PrincipalPolicies } from './policy-snapshot'
import type { PreparedStatement } from './prepare-statement'
import { RESOURCE_KEYS } from './resource-facts'

export interface KeyedStatement {
  prepared: PreparedStatement
  kind: LayerKind
}

/** Keys of conditions that are judged because something is known of them, once each, as spelled first. */
export function judgedKeys(
  statements: Iterable<KeyedStatement>,
  people: readonly PrincipalPolicies[],
  isJudged: (statement: KeyedStatement) => boolean,
): string[] {
  const isKnown = knownKeys(people)
  const spelled = new Map<string, string>()
  for (const statement of statements) {
    if (!isJudged(statement)) continue
    for (const key of statement.prepared.conditions.flatMap(condition => condition.keys)) {
      const lower = key.toLowerCase()
      if (!spelled.has(lower) && isKnown(lower)) spelled.set(lower, key)
    }
  }
  return [...spelled.values()].sort()
}

function knownKeys(people: readonly PrincipalPolicies[]): (lowerKey: string) => boolean {
  const known = new Set(RESOURCE_KEYS)
  for (const { context, absentKeys, beginnings = {} } of people)
    for (const key of [...Object.keys(context), ...absentKeys, ...Object.keys(beginnings)])
      known.add(key.toLowerCase())
  const families = [...known].filter(key => key.endsWith('/*')).map(key => key.slice(0, -1))
  return key => known.has(key) || families.some(family => key.startsWith(family))
}
