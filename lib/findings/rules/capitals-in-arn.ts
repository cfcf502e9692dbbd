import { deadPatternRule } from '../dead-patterns'
import { PAGES } from '../pages'

export const capitalsInArn = deadPatternRule(
  {
    id: 'capitals-in-arn',
    severity: 'medium',
    title: 'Other capitals in the ARN of a login',
    description:
      'A policy writes the service, the Region or the resource id of a login with other capitals than AWS does.',
    source: PAGES.resource,
  },
  ['arnCapitals'],
  {
    says: ({ mistake }) => `writes ${mistake?.written} for ${mistake?.instead}`,
    because: 'Case matters in a resource id, and AWS does not say whether it does in the parts before',
    outcome: 'the entry cannot be relied on',
    facts: ({ mistake }) => [
      { label: 'Policy says', value: mistake?.written ?? '' },
      { label: 'AWS writes', value: mistake?.instead ?? '' },
    ],
    fixLabel: 'Correct the capitals',
    steps: [],
  },
)
