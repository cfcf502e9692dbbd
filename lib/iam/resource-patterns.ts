import type { ResourcePattern } from './compiled-policies'
import type { PolicySource } from './policy-snapshot'
import type { PreparedStatement } from './prepare-statement'

/** As written in the policies, variables included, each once. */
export function listResourcePatterns(
  sources: readonly PolicySource[],
  relevant: (source: PolicySource) => readonly PreparedStatement[],
): ResourcePattern[] {
  const found = new Map<string, ResourcePattern>()
  for (const source of sources) {
    for (const prepared of relevant(source)) {
      const { statement } = prepared
      for (const pattern of statement.resource?.patterns ?? []) {
        for (const effect of ['Allow', 'Deny'] as const) {
          if (effect === 'Allow' ? !prepared.mayAllow : !prepared.mayDeny) continue
          const not = statement.resource?.not ?? false
          const entry = { pattern, policyId: source.id, effect, not }
          found.set(`${effect} ${not} ${source.id} ${pattern}`, entry)
        }
      }
    }
  }
  return [...found.values()]
}
