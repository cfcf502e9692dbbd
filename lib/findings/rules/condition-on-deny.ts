import { conditionRule, withoutCondition, withoutStatements } from '../conditions'
import { PAGES } from '../pages'

export const conditionOnDeny = conditionRule(
  {
    id: 'condition-on-deny',
    severity: 'high',
    title: 'Deny that may not block',
    description:
      'A Deny for rds-db:connect hangs on a condition that RDS may not fill in, so it may stop nobody, or everybody.',
    source: PAGES.overview,
  },
  statement => statement.effect === 'Deny',
  {
    sentence: ({ policy, keys }) =>
      `${policy} denies logins only under ${keys}. AWS’s pages disagree on which keys RDS fills in, so it is not certain whom the Deny stops.`,
    *fixes(context, group) {
      return [
        yield* withoutCondition(context, group, 'Deny without the condition'),
        yield* withoutStatements(context, group),
      ]
    },
  },
)
