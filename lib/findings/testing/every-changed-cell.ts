import { compileAccess } from '@/lib/access/decide/compile-access'
import type { AccessChange } from '@/lib/access/model/access-change'
import type { Inventory } from '@/lib/access/model/inventory'
import { effectOf } from '@/lib/grants/effect'

/**
 * For tests: every cell of every target that differs between two readings of the same principals, asked one by one.
 * Looked at both ways: a user that only one reading names has a column in that one alone.
 */
export function everyChangedCell(before: Inventory, after: Inventory): AccessChange[] {
  const [was, is] = [compileAccess(before), compileAccess(after)]
  const forth = effectOf(was, is, after.targets).changes
  const back = effectOf(is, was, before.targets).changes.map(cell => ({
    ...cell,
    before: cell.after,
    after: cell.before,
  }))
  return [...new Map([...forth, ...back].map(cell => [keyOf(cell), cell])).values()]
}

const keyOf = ({ principalArn, resourceId, databaseUser }: AccessChange) =>
  `${principalArn} ${resourceId} ${databaseUser}`
