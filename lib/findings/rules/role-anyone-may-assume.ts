import type { TrustEdge } from '@/lib/iam/index'
import { PAGES } from '../pages'
import { trustRule } from '../role-trust'

const isAllBut = ({ except }: TrustEdge) => except.length > 0

export const roleAnyoneMayAssume = trustRule(
  {
    id: 'role-anyone-may-assume',
    severity: 'critical',
    title: 'Anyone in any AWS account may assume the role',
    description: 'A role that can connect trusts every AWS principal there is, without a condition.',
    source: PAGES.trustPrincipal,
  },
  {
    picks: ({ principal, condition }) => principal.kind === 'anyone' && condition === null,
    sentence: ({ role, reach, edges }) =>
      `The trust policy of ${role} names ${edges.every(isAllBut) ? 'everybody but a few' : '*'} without a condition: anybody with an AWS account can become it and use its grants on ${reach}.`,
    facts: edges => [{ label: 'Principal', value: edges.every(isAllBut) ? 'NotPrincipal' : '*' }],
    fixLabel: 'Name who may assume it',
    steps: [
      'Write the ARNs of the roles or the service that need it in place of *.',
      'Look in CloudTrail for AssumeRole calls from accounts that are not yours.',
    ],
  },
)
