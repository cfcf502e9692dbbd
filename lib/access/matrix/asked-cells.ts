import { isAskable } from '@/lib/access/decide/is-askable'
import type { MatrixColumn } from '@/lib/access/decide/matrix-column'
import type { Inventory } from '@/lib/access/model/inventory'
import { answersOf } from '@/lib/access/model/kept-answers'
import type { Principal } from '@/lib/access/model/principal'
import { connectArn, type Target } from '@/lib/access/model/target'
import { type OrganizationRefusal, refusalsOver } from '@/lib/access/organization/organization-overlay'
import type { MatrixView } from './matrix-view'

/** Connect ARNs of the names that a view holds, those behind a pattern included. */
export function askableArns(
  target: Target,
  all: readonly MatrixColumn[],
  { columns, folded }: Pick<MatrixView, 'columns' | 'folded'>,
): string[] {
  return [...columns, ...folded].flatMap(at => {
    const column = all[at]
    return column && isAskable(column) ? connectArn(target, column.representativeName) : []
  })
}

/** How many cells of these principals on these connect ARNs AWS was asked of. */
export function askedOf(
  inventory: Inventory,
  principalArns: readonly string[],
  resources: readonly string[],
): { current: number; old: number } {
  const asked = { current: 0, old: 0 }
  if (inventory.simulated.length === 0) return asked
  for (const arn of principalArns) {
    const own = answersOf(inventory, arn)
    if (own.size === 0) continue
    for (const resource of resources) {
      const answer = own.get(resource)
      if (answer) asked[answer.current ? 'current' : 'old'] += 1
    }
  }
  return asked
}

export interface RefusedCell extends OrganizationRefusal {
  principal: string
  column: string
}

/** Which of these cells are denied because AWS said that the organisation refuses them. */
export function refusedCells(
  inventory: Inventory,
  target: Target,
  principals: readonly Principal[],
  columns: readonly MatrixColumn[],
): RefusedCell[] {
  return principals.flatMap(principal => {
    const refusals = refusalsOver(inventory, principal)
    return columns.flatMap(({ name, representativeName }) => {
      const refused = refusals.get(connectArn(target, representativeName))
      return refused ? [{ principal: principal.arn, column: name, ...refused }] : []
    })
  })
}

/** When AWS was last asked of a cell of this target. */
export function lastAsked({ simulated }: Inventory, target: Target): string | null {
  const prefix = connectArn(target, '')
  let last: string | null = null
  for (const { resource, askedAt } of simulated)
    if (resource.startsWith(prefix) && (last === null || askedAt > last)) last = askedAt
  return last
}
