import { deadPatternRule } from '../dead-patterns'
import { PAGES } from '../pages'

export const otherAccount = deadPatternRule(
  {
    id: 'other-account',
    severity: 'high',
    title: 'Policy would match another account',
    description:
      'A policy names databases of another account. A principal must belong to the account of the database.',
    source: PAGES.connectPolicy,
  },
  ['account'],
  {
    says: ({ mistake }) => (mistake?.written ? `names account ${mistake.written}` : 'names no account'),
    because:
      'A principal must belong to the account of the database; across accounts it takes a role there, assumed first',
    facts: ({ mistake }) => [
      { label: 'Policy says', value: mistake?.written ? `account ${mistake.written}` : 'No account' },
      { label: 'This account', value: mistake?.instead ?? '' },
    ],
    fixLabel: 'Use this account',
    steps: [
      'Let a role in the account of the database connect, and let it be assumed from here.',
      'If a database of this account is meant, write this account and its resource id.',
    ],
  },
)
