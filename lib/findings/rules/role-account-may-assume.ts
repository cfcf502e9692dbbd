import type { TrustWay } from '@/lib/access/decide/trust-ways'
import { PAGES } from '../pages'
import { letsAnyoneIn, trustedBy, trustRule } from '../role-trust'

const isStar = ({ answer }: TrustWay, statement: number) =>
  answer.reasons.some(({ statementIndex, fit }) => statementIndex === statement && fit === 'anyone')

export const roleAccountMayAssume = trustRule(
  {
    id: 'role-account-may-assume',
    severity: 'medium',
    title: 'Anyone in the account may assume the role',
    description: 'A role that can connect trusts its whole account, without a condition.',
    source: PAGES.trustPrincipal,
  },
  {
    picks: ({ accountId }, ways) =>
      letsAnyoneIn(ways)
        ? []
        : ways
            .filter(({ caller, answer }) => {
              return caller.kind === 'account' && caller.value === accountId && answer.decision === 'allowed'
            })
            .flatMap(way => trustedBy(way).map(one => ({ ...one, star: isStar(way, one.statementIndex) }))),
    sentence: ({ role, reach, found }) =>
      found.some(({ star }) => star)
        ? `The trust policy of ${role} lets in every user and role of this account, whatever their own policies allow: each gains its grants on ${reach}.`
        : `The trust policy of ${role} names the whole account: every principal here that may call sts:AssumeRole on it gains its grants on ${reach}.`,
    facts: found => [{ label: 'Principal', value: `account ${found[0]?.value ?? ''}` }],
    fixLabel: 'Name who may assume it',
    steps: ['Write the ARNs of the roles that need it in place of the account.'],
  },
)
