import type { Caveat } from '@/lib/access/model/caveat'
import type { AccountReading } from '@/lib/access/model/inventory'

/**
 * Which policies, groups or lists of IAM did not come whole, for beside a count of who can connect: whom they concern is
 * not evaluated there. `ops and 2 more not read`; null: all came. A text that came and is no policy is its holder's alone,
 * and is counted there as not evaluated.
 */
export function unreadPolicies({ caveats }: Pick<AccountReading, 'caveats'>): string | null {
  const unread = caveats.filter(
    caveat => (caveat.scope === 'policy' && !isBrokenText(caveat)) || caveat.id === 'iam:counts',
  )
  const [first, ...others] = new Set(unread.map(({ subject }) => subject))
  if (first === undefined) return null
  return `${first}${others.length > 0 ? ` and ${others.length} more` : ''} not read`
}

/** AWS gave the text, and nobody can read it: reading again changes nothing. */
export const isBrokenText = ({ id }: Pick<Caveat, 'id'>) => id.startsWith('policy-text:')

/** So many names: those that only an unread policy gives its holder are not among them, so none is not known to be none. */
export function namedCount(count: number, holdsUnread: boolean): number | null {
  return count === 0 && holdsUnread ? null : count
}
