import { deadPatternRule } from '../dead-patterns'
import { PAGES } from '../pages'

export const misspelledDatabaseUser = deadPatternRule(
  {
    id: 'misspelled-database-user',
    severity: 'high',
    title: 'Database user misspelled in a policy',
    description:
      'A policy names a database user with a space, a host, quotes, a database name or URL-encoding around it.',
    source: PAGES.accounts,
  },
  ['user'],
  {
    says: ({ mistake }) => `names the database user “${mistake?.written}”, ${mistake?.because}`,
    because: 'A login is compared with the bare name of the user, letter by letter',
    facts: ({ mistake }) => [
      { label: 'Policy says', value: `“${mistake?.written}”` },
      { label: 'Meant', value: mistake?.instead ?? 'Cannot be told' },
    ],
    fixLabel: 'Correct the user',
    steps: ['Write the name of the database user alone behind the slash, as the database has it.'],
  },
)
