import { matchAction } from './match-action'
import type { PolicySource } from './policy-snapshot'
import { preparePolicy } from './prepare-policy'
import type { PreparedStatement } from './prepare-statement'
import { NO } from './ternary'

/** What of a document has a say on one action: most of an account's text speaks of other things and is not kept twice. */
export interface RelevantPolicy {
  text: string
  statements: PreparedStatement[]
  /** Of the whole document; 0 where it could not be read. */
  statementCount: number
}

const byAction = new Map<string, WeakMap<PolicySource, RelevantPolicy>>()

function knownFor(lowerAction: string): WeakMap<PolicySource, RelevantPolicy> {
  const known = byAction.get(lowerAction) ?? new WeakMap<PolicySource, RelevantPolicy>()
  byAction.set(lowerAction, known)
  return known
}

/** One reading per source object and action, for as long as somebody holds the object. */
export function relevantPolicy(source: PolicySource, lowerAction: string): RelevantPolicy {
  const found = knownFor(lowerAction).get(source)
  if (found !== undefined && found.text === source.text) return found
  const { text, statements, statementCount } = preparePolicy(source.text)
  const relevant = statements.filter(({ statement }) => matchAction(statement, lowerAction) !== NO)
  const policy = { text, statements: relevant, statementCount }
  rememberRelevant(source, lowerAction, policy)
  return policy
}

/** For several sources of the same text: the reading is shared. */
export function rememberRelevant(source: PolicySource, lowerAction: string, policy: RelevantPolicy): void {
  knownFor(lowerAction).set(source, policy)
}
