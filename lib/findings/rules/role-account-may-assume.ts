import { PAGES } from '../pages'
import { trustRule } from '../role-trust'

export const roleAccountMayAssume = trustRule(
  {
    id: 'role-account-may-assume',
    severity: 'medium',
    title: 'Anyone in the account may assume the role',
    description: 'A role that can connect trusts its whole account, without a condition.',
    source: PAGES.trustPrincipal,
  },
  {
    picks: ({ principal, condition }, role) =>
      principal.kind === 'account' && principal.value === role.accountId && condition === null,
    sentence: ({ role, reach }) =>
      `The trust policy of ${role} names the whole account: every principal here that may call sts:AssumeRole on it gains its grants on ${reach}.`,
    facts: edges => [{ label: 'Principal', value: `account ${edges[0]?.principal.value ?? ''}` }],
    fixLabel: 'Name who may assume it',
    steps: ['Write the ARNs of the roles that need it in place of the account.'],
  },
)
