import { matchAction } from './match-action'
import { preparedPolicy } from './policy-cache'
import type { Layer } from './policy-snapshot'
import type { PreparedPolicy } from './prepare-policy'
import { NO } from './ternary'

const known = new WeakMap<PreparedPolicy, Map<string, boolean>>()

/** Whether any statement of the layer could deny the action, on whatever resource. */
export function mayDeny({ policies, unread }: Layer, lowerAction: string): boolean {
  return (
    unread !== undefined || policies.some(({ source }) => policyMayDeny(preparedPolicy(source), lowerAction))
  )
}

function policyMayDeny(policy: PreparedPolicy, lowerAction: string): boolean {
  const answers = known.get(policy) ?? new Map<string, boolean>()
  known.set(policy, answers)
  const before = answers.get(lowerAction)
  if (before !== undefined) return before
  const may = policy.statements.some(
    prepared => prepared.mayDeny && matchAction(prepared.statement, lowerAction) !== NO,
  )
  answers.set(lowerAction, may)
  return may
}
