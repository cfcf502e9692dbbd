import { deadPatternRule } from '../dead-patterns'
import { PAGES } from '../pages'

export const memberInsteadOfCluster = deadPatternRule(
  {
    id: 'member-instead-of-cluster',
    severity: 'high',
    title: 'Id of a cluster member used instead of the cluster id',
    description:
      'A policy holds the db- id of an instance inside a cluster. Logins are judged by the cluster id.',
    source: PAGES.connectPolicy,
  },
  ['member'],
  {
    says: ({ target }) => `holds the id of a member of ${target?.name ?? 'a cluster'}`,
    because: 'Every endpoint of a cluster is judged by the cluster id',
    facts: ({ mistake }) => [
      { label: 'Policy says', value: mistake?.written ?? '' },
      { label: 'RDS compares', value: mistake?.instead ?? '' },
    ],
    fixLabel: 'Use the cluster id',
    steps: [],
  },
)
