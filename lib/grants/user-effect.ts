import { columnFor, patternColumn } from '@/lib/access/decide/columns'
import { type CompiledAccess, compileAccess } from '@/lib/access/decide/compile-access'
import type { MatrixColumn } from '@/lib/access/decide/matrix-column'
import type { AccessChange } from '@/lib/access/model/access-change'
import type { Inventory } from '@/lib/access/model/inventory'
import { proxiesBefore } from '@/lib/access/model/proxies-before'
import type { Target } from '@/lib/access/model/target'
import { changesOn, columnsOfBoth } from './effect'

/** The same column of another account. */
const columnIn = (access: CompiledAccess, target: Target, { kind, name }: MatrixColumn): MatrixColumn =>
  kind === 'pattern' ? patternColumn(access, target, name) : columnFor(access, target, name)

/**
 * Every cell that reads otherwise in an account whose databases hold other users: of those databases and of the proxies
 * before them; of all targets where its policies differ too.
 */
export function userEffect(access: CompiledAccess, changed: Inventory): AccessChange[] {
  const { inventory } = access
  const samePolicies = inventory.principals === changed.principals && inventory.policies === changed.policies
  const databases = inventory.targets.filter(
    ({ resourceId }) => inventory.scans[resourceId] !== changed.scans[resourceId],
  )
  const targets = samePolicies
    ? [...databases, ...proxiesBefore(inventory.targets, databases)]
    : inventory.targets
  const after = compileAccess(changed)
  return targets.flatMap(target => {
    const columns = columnsOfBoth(access, after, target)
    const later = columns.map(column => columnIn(after, target, column))
    return changesOn(access, after, target, later, columns).changes
  })
}
