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
  'account',
  {
    says: ({ mistake }) => `grants in account ${mistake?.written}`,
    because:
      'A principal must belong to the account of the database; across accounts it takes a role there, assumed first',
    facts: ({ mistake }) => [
      { label: 'Policy says', value: `account ${mistake?.written}` },
      { label: 'This account', value: mistake?.instead ?? '' },
    ],
    fixLabel: 'Use this account',
    steps: [],
  },
)
