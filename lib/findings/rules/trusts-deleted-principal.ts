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
    picks: ({ principal }) => principal.kind === 'deleted',
    sentence: ({ role, reach, edges }) =>
      `The trust policy of ${role} names ${edges.map(({ principal }) => principal.value).join(', ')}, a user or role that was deleted. One of the same name made anew is not trusted; the grants on ${reach} stay behind.`,
    facts: edges => [
      { label: 'Deleted principal', value: edges.map(({ principal }) => principal.value).join(', ') },
    ],
    fixLabel: 'Clean up the role',
    steps: [
      'Take the entry out of the trust policy, or name who took over.',
      'Delete the role if nobody needs it.',
    ],
  },
)
