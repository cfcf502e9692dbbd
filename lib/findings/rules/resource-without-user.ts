import { deadPatternRule } from '../dead-patterns'
import { PAGES } from '../pages'

export const resourceWithoutUser = deadPatternRule(
  {
    id: 'resource-without-user',
    severity: 'medium',
    title: 'Resource without a database user',
    description:
      'A policy stops after the resource id. Every login is compared with resource id, slash and user.',
    source: PAGES.connectPolicy,
  },
  ['withoutUser'],
  {
    says: ({ mistake }) => `stops after ${mistake?.written}, with no database user`,
    because: 'A login is compared as resource id, slash, database user',
    facts: ({ pattern }) => [{ label: 'Policy says', value: pattern }],
    fixLabel: 'Name the database user',
    steps: ['Add a slash and the name of the database user that is meant.'],
  },
)
