import { isUnsupportedKey } from '@/lib/access/entries/unsupported-key'
import { conditionRule, withoutCondition, withoutStatements } from '../conditions'
import { byHand } from '../document-fix'
import { PAGES } from '../pages'

export const conditionOnAllow = conditionRule(
  {
    id: 'condition-on-allow',
    severity: 'low',
    title: 'Condition on a database login',
    description:
      'An Allow for rds-db:connect hangs on a condition. AWS’s pages disagree on which keys RDS fills in.',
    source: PAGES.overview,
  },
  (statement, keys) => statement.effect === 'Allow' && !keys.some(isUnsupportedKey),
  {
    sentence: ({ policy, keys }) =>
      `${policy} grants logins only under ${keys}. RDS does not fill in every key, so the login may be refused even when the condition holds.`,
    *fixes(context, group) {
      return [
        byHand('move', 'Move the condition to the trust policy', [
          'Write the same condition into the trust policy of the role, where AWS always fills the keys in.',
          'Take it out of this statement.',
        ]),
        yield* withoutCondition(context, group, 'Take the condition out'),
        yield* withoutStatements(context, group),
      ]
    },
  },
)
