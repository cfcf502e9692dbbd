import { deadPatternRule } from '../dead-patterns'
import { PAGES } from '../pages'

export const otherService = deadPatternRule(
  {
    id: 'other-service',
    severity: 'medium',
    title: 'Resource of another service for a login',
    description: 'A statement about database logins alone names a resource of another service.',
    source: PAGES.connectPolicy,
  },
  ['service'],
  {
    says: ({ pattern }) => `names ${pattern} for database logins alone`,
    because: 'A login is asked on an rds-db: ARN, whatever the policy names beside it',
    facts: ({ mistake }) => [
      { label: 'Policy says', value: mistake?.written || 'No service' },
      { label: 'RDS asks for', value: 'arn:…:rds-db:…:dbuser:resource-id/db-user' },
    ],
    fixLabel: 'Correct the service',
    steps: ['Write the resource as arn:…:rds-db:region:account:dbuser:resource-id/db-user.'],
    skips: ({ mistake, statement }) =>
      /^rds/i.test(mistake?.written ?? '') ||
      (statement.action?.patterns ?? []).some(pattern => !/^(rds-db:|rds:connect$)/i.test(pattern)),
  },
)
