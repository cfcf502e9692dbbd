import { PAGES } from '../pages'
import { letsAnyoneIn, type Trusted, trustedBy, trustRule } from '../role-trust'

const accountsOf = (found: readonly Trusted[]) => [...new Set(found.map(({ value }) => value))].join(', ')

export const outsideAccountMayAssume = trustRule(
  {
    id: 'outside-account-may-assume',
    severity: 'high',
    title: 'Another account may assume the role, without a condition',
    description: 'A role that can connect trusts a whole other account and asks for no external id.',
    source: PAGES.externalId,
  },
  {
    picks: ({ accountId }, ways) =>
      letsAnyoneIn(ways)
        ? []
        : ways
            .filter(({ caller, answer }) => {
              return caller.kind === 'account' && caller.value !== accountId && answer.decision === 'allowed'
            })
            .flatMap(trustedBy),
    sentence: ({ role, reach, found }) =>
      `The trust policy of ${role} names account ${accountsOf(found)}, which then decides who becomes it and uses its grants on ${reach}.`,
    facts: found => [{ label: 'Principal', value: `account ${accountsOf(found)}` }],
    fixLabel: 'Narrow the trust',
    steps: [
      'Name the role of the other account that needs it.',
      'Ask for an external id with sts:ExternalId where the account is a third party’s.',
    ],
  },
)
