import { isUnsupportedKey } from '@/lib/access/entries/unsupported-key'
import { conditionRule, withoutCondition, withoutStatements } from '../conditions'
import { PAGES } from '../pages'

export const unsupportedConditionKey = conditionRule(
  {
    id: 'unsupported-condition-key',
    severity: 'medium',
    title: 'Condition on a key that RDS does not pass on',
    description: 'An Allow for rds-db:connect tests a key that the RDS User Guide names as not supported.',
    source: PAGES.overview,
  },
  (statement, keys) => statement.effect === 'Allow' && keys.some(isUnsupportedKey),
  {
    sentence: ({ policy, keys }) =>
      `${policy} grants logins only under ${keys}. RDS does not pass the address or the network on, so the login is refused or the limit does not hold.`,
    *fixes(context, group) {
      return [
        yield* withoutCondition(context, group, 'Take the condition out'),
        yield* withoutStatements(context, group),
      ]
    },
  },
)
