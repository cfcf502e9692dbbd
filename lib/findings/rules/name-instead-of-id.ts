import { deadPatternRule } from '../dead-patterns'
import { PAGES } from '../pages'

export const nameInsteadOfId = deadPatternRule(
  {
    id: 'name-instead-of-id',
    severity: 'high',
    title: 'Name used instead of the resource id',
    description: 'A policy names a target by its identifier or its ARN. RDS compares the resource id.',
    source: PAGES.connectPolicy,
  },
  ['name'],
  {
    says: ({ mistake }) => `writes ${mistake?.written} where a resource id belongs`,
    because: 'RDS compares the resource id, which a name never equals',
    facts: ({ mistake, user }) => [
      { label: 'Policy says', value: `dbuser:${mistake?.written}/${user}` },
      {
        label: 'RDS compares',
        value: mistake?.instead ? `dbuser:${mistake.instead}/${user}` : 'A resource id',
      },
    ],
    fixLabel: 'Change the policy',
    steps: [
      'Look up the resource id of the target that is meant: db-, cluster- or prx-.',
      'Write it in place of the name.',
    ],
  },
)
