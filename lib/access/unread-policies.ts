import type { AccountReading } from './inventory'

/**
 * Which policies, groups or lists of IAM did not come whole, for beside a count of who can connect: whom they concern is
 * not evaluated there. `ops and 2 more not read`; null: all came.
 */
export function unreadPolicies({ caveats }: Pick<AccountReading, 'caveats'>): string | null {
  const unread = caveats.filter(({ id, scope }) => scope === 'policy' || id === 'iam:counts')
  const [first, ...others] = new Set(unread.map(({ subject }) => subject))
  if (first === undefined) return null
  return `${first}${others.length > 0 ? ` and ${others.length} more` : ''} not read`
}

/** So many names: those that only an unread policy gives are not among them, so none is not known to be none. */
export function namedCount(count: number, unread: string | null): number | null {
  return count === 0 && unread !== null ? null : count
}
