import { deadPatternRule } from '../dead-patterns'
import { PAGES } from '../pages'

export const otherRegion = deadPatternRule(
  {
    id: 'other-region',
    severity: 'high',
    title: 'Right id, wrong Region',
    description: 'A policy names a target in a Region where it is not.',
    source: PAGES.connectPolicy,
  },
  ['region'],
  {
    says: ({ mistake, target }) =>
      `looks for ${target?.name ?? 'its databases'} in ${mistake?.written || 'no Region'}`,
    because: 'The Region in the ARN must be that of the database',
    facts: ({ mistake }) => [
      { label: 'Policy says', value: mistake?.written || 'No Region' },
      { label: 'The target is in', value: mistake?.instead ?? '' },
    ],
    fixLabel: 'Correct the Region',
    steps: [],
  },
)
