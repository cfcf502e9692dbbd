import {
  completeArnPattern,
  matchesWildcard,
  type PolicySource,
  parseArn,
  parseDocument,
  type Statement,
} from '@/lib/iam/index'
import type { CompiledAccess } from './compile-access'
import { memoizePerAccess } from './memoize-per-access'

const CONNECT = 'rds-db:connect'

/** Every action on a bucket is no database login. */
function reachesDatabases({ resource }: Statement): boolean {
  if (!resource || resource.not) return true
  return resource.patterns.some(pattern =>
    matchesWildcard(parseArn(completeArnPattern(pattern))?.service ?? pattern, 'rds-db'),
  )
}

/** A star for all actions, database logins included; of AWS's own policies also those that list exceptions. */
export function allowsEveryAction(kind: PolicySource['kind'], statement: Statement): boolean {
  const { effect, action } = statement
  if (effect !== 'Allow' || !action || !reachesDatabases(statement)) return false
  if (!action.not) return action.patterns.some(pattern => /^\*+(:\*+)?$/.test(pattern))
  return (
    kind === 'awsManaged' &&
    !action.patterns.some(pattern => matchesWildcard(pattern, CONNECT, { ignoreCase: true }))
  )
}

/** By index: whether a policy such as AdministratorAccess or PowerUserAccess is attached, group policies included. */
export const administrators = memoizePerAccess(
  'administrators',
  ({ inventory }: CompiledAccess): boolean[] => {
    const wide = new Set(
      inventory.policies
        .filter(({ kind, text }) => {
          const { document } = parseDocument(text)
          return document?.statements.some(statement => allowsEveryAction(kind, statement)) ?? false
        })
        .map(({ id }) => id),
    )
    return inventory.principals.map(({ policies }) => policies.identity.some(item => wide.has(item.policyId)))
  },
)
