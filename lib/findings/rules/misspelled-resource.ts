import { deadPatternRule } from '../dead-patterns'
import { PAGES } from '../pages'

export const misspelledResource = deadPatternRule(
  {
    id: 'misspelled-resource',
    severity: 'high',
    title: 'Resource spelled otherwise than a login',
    description:
      'A policy writes its resource with a slash after dbuser, without dbuser:, or with Region and account in each other’s place.',
    source: PAGES.connectPolicy,
  },
  ['spelling', 'swapped'],
  {
    says: ({ mistake }) =>
      mistake?.kind === 'swapped'
        ? 'writes the account where the Region belongs, and the Region where the account belongs'
        : `writes ${mistake?.written} where dbuser:, a resource id, a slash and a database user belong`,
    because: 'RDS compares Region, account, dbuser:, resource id, slash, database user, in this order',
    facts: ({ mistake }) => [
      { label: 'Policy says', value: mistake?.written ?? '' },
      { label: 'RDS compares', value: mistake?.instead ?? 'dbuser:resource-id/db-user' },
    ],
    fixLabel: 'Correct the spelling',
    steps: ['Write the resource as arn:…:rds-db:region:account:dbuser:resource-id/db-user.'],
  },
)
