import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { isMisspelledAction } from '@/lib/access/entries/misspelled-action'
import { matchesWildcard, type Statement } from '@/lib/iam/index'
import { type AttachedPolicy, allPolicies, ownGrants, PER_STEP, policySteps } from './attached-policies'
import { finish, memoizeStepsPerAccess, type Steps } from './steps'

export const CONNECT = 'rds-db:connect'

export interface PolicyStatement {
  policy: AttachedPolicy
  statement: Statement
}

/** Whether the statement can match `rds-db:connect` at all. */
export function coversConnect({ action }: Statement): boolean {
  if (!action) return true
  const listed = action.patterns.some(pattern => matchesWildcard(pattern, CONNECT, { ignoreCase: true }))
  return listed !== action.not
}

/** Spelled for databases, rather than let in by a star. */
export function meansConnect({ action }: Statement): boolean {
  if (!action || action.not) return false
  return action.patterns.some(
    pattern =>
      isMisspelledAction(pattern) ||
      (/^rds-db:/i.test(pattern) && matchesWildcard(pattern, CONNECT, { ignoreCase: true })),
  )
}

/** Statements of this account's own, attached policies that speak of database logins by name. */
export const statementSteps = memoizeStepsPerAccess('connect statements', function* (access): Steps<
  PolicyStatement[]
> {
  yield* policySteps(access)
  const found: PolicyStatement[] = []
  for (const [index, policy] of ownGrants(access).entries()) {
    for (const statement of policy.document?.statements ?? [])
      if (meansConnect(statement)) found.push({ policy, statement })
    if (index % PER_STEP === 0) yield
  }
  return found
})

/** A boundary grants nothing; what it denies is denied. */
export function boundaryDenies(access: CompiledAccess): PolicyStatement[] {
  return allPolicies(access).flatMap(policy =>
    policy.bounds.length > 0 && policy.holders.length === 0 && policy.source.kind !== 'awsManaged'
      ? (policy.document?.statements ?? [])
          .filter(statement => statement.effect === 'Deny' && meansConnect(statement))
          .map(statement => ({ policy, statement }))
      : [],
  )
}

export const connectStatements = (access: CompiledAccess) => finish(statementSteps(access))

/** Grouped by policy, in order: one finding for one document. */
export function byPolicy<Item extends { policy: AttachedPolicy }>(items: readonly Item[]): Item[][] {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(item.policy.source.id)
    if (group) group.push(item)
    else groups.set(item.policy.source.id, [item])
  }
  return [...groups.values()]
}
