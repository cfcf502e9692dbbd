import type { PolicySource } from './policy-snapshot'
import { type PreparedPolicy, preparePolicy } from './prepare-policy'

const prepared = new WeakMap<PolicySource, PreparedPolicy>()

/** One reading per source object, for as long as somebody holds the object. */
export function preparedPolicy(source: PolicySource): PreparedPolicy {
  const known = prepared.get(source)
  if (known !== undefined && known.text === source.text) return known
  const fresh = preparePolicy(source.text)
  prepared.set(source, fresh)
  return fresh
}

/** For several sources of the same text: the reading is shared. */
export function rememberPrepared(source: PolicySource, policy: PreparedPolicy): void {
  prepared.set(source, policy)
}
