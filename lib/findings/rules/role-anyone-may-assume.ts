import { PAGES } from '../pages'
import { isOpenToAnyone, trustedBy, trustRule } from '../role-trust'

export const roleAnyoneMayAssume = trustRule(
  {
    id: 'role-anyone-may-assume',
    severity: 'critical',
    title: 'Anyone in any AWS account may assume the role',
    description: 'A role that can connect trusts every AWS principal there is, without a condition.',
    source: PAGES.trustPrincipal,
  },
  {
    picks: (_, ways) => ways.filter(isOpenToAnyone).flatMap(trustedBy),
    sentence: ({ role, reach, found }) =>
      `The trust policy of ${role} names ${found.every(({ butSome }) => butSome) ? 'everybody but a few' : '*'} without a condition that keeps strangers out: anybody with an AWS account can become it and use its grants on ${reach}.`,
    facts: found => [
      { label: 'Principal', value: found.every(({ butSome }) => butSome) ? 'NotPrincipal' : '*' },
    ],
    fixLabel: 'Name who may assume it',
    steps: [
      'Write the ARNs of the roles or the service that need it in place of *.',
      'Look in CloudTrail for AssumeRole calls from accounts that are not yours.',
    ],
  },
)
