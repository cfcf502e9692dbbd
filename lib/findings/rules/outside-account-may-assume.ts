import { PAGES } from '../pages'
import { trustRule } from '../role-trust'

export const outsideAccountMayAssume = trustRule(
  {
    id: 'outside-account-may-assume',
    severity: 'high',
    title: 'Another account may assume the role, without a condition',
    description: 'A role that can connect trusts a whole other account and asks for no external id.',
    source: PAGES.externalId,
  },
  {
    picks: ({ principal, condition }, role) =>
      principal.kind === 'account' && principal.value !== role.accountId && condition === null,
    sentence: ({ role, reach, edges }) =>
      `The trust policy of ${role} names account ${edges[0]?.principal.value}, which then decides who becomes it and uses its grants on ${reach}.`,
    facts: edges => [{ label: 'Principal', value: `account ${edges[0]?.principal.value ?? ''}` }],
    fixLabel: 'Narrow the trust',
    steps: [
      'Name the role of the other account that needs it.',
      'Ask for an external id with sts:ExternalId where the account is a third party’s.',
    ],
  },
)
