import { roleTrust } from '@/lib/access/decide/trust-ways'
import { PAGES } from '../pages'
import { trustRule } from '../role-trust'

export const trustsDeletedPrincipal = trustRule(
  {
    id: 'trusts-deleted-principal',
    severity: 'low',
    title: 'Role trusts a principal that was deleted',
    description: 'IAM writes a unique id into a trust policy in place of a user or role that is gone.',
    source: PAGES.trustPrincipal,
  },
  {
    picks: (role, _, access) =>
      roleTrust(access, role.trustText ?? '')
        .edges.filter(
          ({ principal, effect, actions }) =>
            principal.kind === 'deleted' && effect === 'Allow' && actions.includes('sts:AssumeRole'),
        )
        .map(({ principal: { value }, statementIndex }) => ({ value, statementIndex })),
    sentence: ({ role, reach, found }) =>
      `The trust policy of ${role} names ${found.map(({ value }) => value).join(', ')}, a user or role that was deleted. One of the same name made anew is not trusted; the grants on ${reach} stay behind.`,
    facts: found => [{ label: 'Deleted principal', value: found.map(({ value }) => value).join(', ') }],
    fixLabel: 'Clean up the role',
    steps: [
      'Take the entry out of the trust policy, or name who took over.',
      'Delete the role if nobody needs it.',
    ],
  },
)
