import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { targetsOf } from '@/lib/access/decide/targets-of'
import { allPolicies } from '../attached-policies'
import { conditionRule, withoutCondition, withoutStatements } from '../conditions'
import {
  boundaryDenies,
  coversConnect,
  meansConnect,
  type PolicyStatement,
  statementSteps,
} from '../connect-statements'
import { byHand } from '../document-fix'
import { PAGES } from '../pages'
import type { Steps } from '../steps'

export const conditionOnDeny = conditionRule(
  {
    id: 'condition-on-deny',
    severity: 'high',
    title: 'Deny that may not block',
    description:
      'A Deny that covers rds-db:connect hangs on a condition that RDS may not fill in, so it may stop nobody, or everybody.',
    source: PAGES.overview,
  },
  statement => statement.effect === 'Deny',
  {
    sentence: ({ policy, keys }, group) =>
      `${policy} denies logins${isSpelled(group) ? '' : ' among other things'} only under ${keys}. AWS’s pages disagree on which keys RDS fills in, so it is not certain whom the Deny stops.`,
    *fixes(context, group) {
      // What keeps those at work who meet the condition comes first.
      const apart = byHand('apart', 'Guard logins on their own', [
        'Write the same condition into the trust policy of the roles that sign in to databases, where AWS fills the keys in.',
        'Deny rds-db:connect without a condition to those who need no login.',
      ])
      if (!isSpelled(group)) return [apart]
      return [
        apart,
        yield* withoutCondition(context, group, 'Deny without the condition'),
        yield* withoutStatements(context, group),
      ]
    },
  },
  function* (access): Steps<PolicyStatement[]> {
    return [...(yield* statementSteps(access)), ...boundaryDenies(access), ...guardrails(access)]
  },
)

const isSpelled = (group: readonly PolicyStatement[]) =>
  group.every(({ statement }) => meansConnect(statement))

/** Denies of this account's own policies that let logins in by a star or by NotAction: as doubtful as spelled ones. */
function guardrails(access: CompiledAccess): PolicyStatement[] {
  return allPolicies(access).flatMap(policy => {
    if (policy.holders.length + policy.bounds.length === 0 || policy.source.kind === 'awsManaged') return []
    return (policy.document?.statements ?? [])
      .filter(({ effect, condition }) => effect === 'Deny' && condition && condition.length > 0)
      .filter(statement => coversConnect(statement) && !meansConnect(statement))
      .filter(
        ({ resource }) =>
          resource?.not || resource?.patterns.some(each => targetsOf(access, each).length > 0),
      )
      .map(statement => ({ policy, statement }))
  })
}
