import type { AccountReading } from '@/lib/access/model/inventory'
import type { Target } from '@/lib/access/model/target'
import { AppError } from '@/lib/errors'
import { absentTarget } from './absent-target'
import { assertOwnTarget } from './own-targets'
import { sharedIdInWords } from './shared-ids'

/** By what never changes. A cluster member's own id finds nothing: the cluster is the target. */
export function findTarget(
  inventory: AccountReading,
  ref: { accountId: string; region: string; resourceId: string },
): Target {
  assertOwnTarget(inventory, ref)
  const found = inventory.targets.find(
    target => target.resourceId === ref.resourceId && target.region === ref.region,
  )
  const alike = inventory.targets.filter(target => target.resourceId === ref.resourceId)
  if (alike.length > 1) {
    const names = alike.map(({ name }) => name)
    throw new AppError('conflict', sharedIdInWords(ref.resourceId, names))
  }
  if (found) return found
  const cluster = inventory.targets.find(target =>
    target.members.some(member => member.resourceId === ref.resourceId),
  )
  if (cluster) {
    throw new AppError(
      'notFound',
      `${ref.resourceId} is a member of the cluster ${cluster.name}, which owns access to it. Open ${cluster.name} (${cluster.resourceId}) instead.`,
    )
  }
  throw absentTarget(inventory, ref)
}
