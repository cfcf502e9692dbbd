import { conditionRule, withoutCondition, withoutStatements } from '../conditions'
import { PAGES } from '../pages'

export const conditionOnDeny = conditionRule(
  {
    id: 'condition-on-deny',
    severity: 'high',
    title: 'Deny that may not block',
    description:
      'A Deny for rds-db:connect hangs on a condition. Where RDS does not fill the key in, nothing is denied.',
    source: PAGES.overview,
  },
  statement => statement.effect === 'Deny',
  {
    sentence: ({ policy, keys }) =>
      `${policy} denies logins only under ${keys}. RDS does not fill in every key; without it the Deny does not apply and the login goes through.`,
    fixes: (context, group) => [
      withoutCondition(context, group, 'Deny without the condition'),
      withoutStatements(context, group),
    ],
  },
)
