import { deadPatternRule } from '../dead-patterns'
import { PAGES } from '../pages'

export const otherPartition = deadPatternRule(
  {
    id: 'other-partition',
    severity: 'high',
    title: 'Policy names another AWS partition',
    description: 'The ARN begins with a partition, such as aws-cn, that is not the one of this account.',
    source: PAGES.connectPolicy,
  },
  ['partition'],
  {
    says: ({ mistake }) => `writes partition ${mistake?.written}`,
    because: 'The partition in the ARN must be that of the database',
    facts: ({ mistake }) => [
      { label: 'Policy says', value: `arn:${mistake?.written}:` },
      { label: 'This account', value: `arn:${mistake?.instead}:` },
    ],
    fixLabel: 'Correct the partition',
    steps: [],
  },
)
