import { VerdictMark } from '@/components/verdict-mark'
import { formatCount, formatNumber } from '@/lib/format'
import type { UserPrincipals } from './principals-by-user'

/** `found` null: IAM was not read, so nobody is known to get in, nor not to. */
export function PrincipalsCell({ found }: { found: UserPrincipals | undefined | null }) {
  if (found === null)
    return (
      <span className="text-subtle" title="Not evaluated: users, roles and policies were not read">
        <span aria-hidden>–</span>
        <span className="sr-only">not evaluated</span>
      </span>
    )
  if (found && found.reach > 0) return formatNumber(found.reach)
  if (found && found.dormant > 0)
    return (
      <span
        className="inline-flex items-center gap-1.5 text-dorm"
        title={formatCount(found.dormant, 'principal')}
      >
        <VerdictMark verdict="dormant" size={12} /> dormant
      </span>
    )
  return <span className="text-subtle">0</span>
}
