import type { AccessChange } from '@/lib/access/model/access-change'
import type { Inventory } from '@/lib/access/model/inventory'
import { principalBehind } from '@/lib/access/model/principal-behind'
import type { PlanProblem } from './grant-plan'
import type { Subject } from './subject'

/**
 * Whoever drives Gatehouse may use what it runs as. It gives that nothing: not by name, not through a group that holds it,
 * not through a policy that it shares with others.
 */
export function ownAccessProblems(
  subjects: readonly Subject[],
  effect: readonly AccessChange[],
  inventory: Inventory,
): PlanProblem[] {
  const own = principalBehind(inventory, inventory.callerArn)
  if (!own) return []
  const why = `${own.label} is what Gatehouse itself runs as, and everybody who drives it would gain this access.`
  const todo = 'Give it to another role, or change this one outside Gatehouse.'
  const named = subjects.filter(({ memberArns }) => memberArns.includes(own.arn))
  if (named.length > 0)
    return named.map(({ label }) => ({
      field: 'principals',
      message: `${label === own.label ? '' : `${label} holds ${own.label}. `}${why} ${todo}`,
    }))
  const gains = effect.some(({ principalArn }) => principalArn === own.arn)
  return gains
    ? [{ field: 'placement', message: `This policy reaches ${own.label} too. ${why} ${todo}` }]
    : []
}
