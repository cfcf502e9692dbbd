import { deadPatternRule } from '../dead-patterns'
import { PAGES } from '../pages'

export const incompleteArn = deadPatternRule(
  {
    id: 'incomplete-arn',
    severity: 'medium',
    title: 'Incomplete ARN with a wildcard inside',
    description:
      'An ARN about database logins has fewer than six parts and a wildcard that may or may not stand for the rest.',
    source: PAGES.resource,
  },
  ['incomplete'],
  {
    says: ({ pattern }) => `holds ${pattern}, an ARN with fewer than six parts`,
    because:
      'AWS fills in a star for each part that is left out, and does not say what a star before it matches',
    outcome: 'what it covers is not known',
    facts: ({ pattern }) => [{ label: 'Policy says', value: pattern }],
    fixLabel: 'Write all six parts',
    steps: ['Write the resource as arn:…:rds-db:region:account:dbuser:resource-id/db-user.'],
  },
)
