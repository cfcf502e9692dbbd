import 'server-only'
import type { Inventory } from '@/lib/access/inventory'
import type { Target } from '@/lib/access/target'
import { AppError } from '@/lib/errors'

export interface TargetRef {
  region: string
  resourceId: string
}

/** The target of an address, in the account as last read; a member's id leads to its cluster's name. */
export function findTarget(inventory: Inventory, { region, resourceId }: TargetRef): Target {
  const target = inventory.targets.find(item => item.resourceId === resourceId && item.region === region)
  if (target) return target
  const cluster = inventory.targets.find(item =>
    item.members.some(member => member.resourceId === resourceId),
  )
  if (cluster) {
    throw new AppError(
      'notFound',
      `${resourceId} is a member of the cluster ${cluster.name}. Sign-in goes by the cluster: open ${cluster.resourceId} instead.`,
    )
  }
  const unread = inventory.regions.find(item => item.region === region && item.status !== 'ok')
  throw new AppError(
    'notFound',
    unread
      ? `${region} could not be read, so ${resourceId} is not known here. The list of targets says why.`
      : `No target ${resourceId} in ${region}. It may have been deleted or replaced, or its region is not read; go back to the list of targets.`,
  )
}
