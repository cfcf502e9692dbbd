import 'server-only'
import type { Target } from '@/lib/access/target'
import { enrich, readRegion } from '@/lib/aws/rds'
import { describeClusters, describeInstances } from '@/lib/aws/rds-describe'
import { mapCluster, mapInstance } from '@/lib/aws/rds-mapping'
import { AppError } from '@/lib/errors'

async function readInstance(region: string, resourceId: string): Promise<Target | null> {
  const found = await describeInstances(region, ['dbi-resource-id', resourceId])
  const instance = found.find(({ DbiResourceId }) => DbiResourceId === resourceId)
  return instance && !instance.DBClusterIdentifier ? mapInstance(instance) : null
}

async function readCluster(region: string, resourceId: string): Promise<Target | null> {
  const found = await describeClusters(region, ['db-cluster-resource-id', resourceId])
  const cluster = found.find(({ DbClusterResourceId }) => DbClusterResourceId === resourceId)
  if (!cluster?.DBClusterIdentifier) return null
  const members = await describeInstances(region, ['db-cluster-id', cluster.DBClusterIdentifier])
  return mapCluster(cluster, new Map(members.map(member => [member.DBInstanceIdentifier ?? '', member])))
}

async function readProxy(region: string, resourceId: string): Promise<Target | null> {
  const { targets, caveats } = await readRegion(region)
  const proxy = targets.find(target => target.resourceId === resourceId)
  const refused = caveats.find(caveat => caveat.scope === 'region')
  if (!proxy && refused) {
    const { answer, missingAction } = refused
    const detail = { ...(answer ? { answer } : {}), ...(missingAction ? { missingAction } : {}) }
    throw new AppError('unavailable', refused.message, detail)
  }
  return proxy ?? null
}

/** One target as AWS shows it this moment, found by its resource id: for everything that writes or signs. */
export async function readTarget(region: string, resourceId: string): Promise<Target> {
  const read = { db: readInstance, cluster: readCluster, prx: readProxy }[resourceId.split('-')[0] ?? '']
  const target = read ? await read(region, resourceId) : null
  if (!target) {
    throw new AppError(
      'notFound',
      `AWS shows no target ${resourceId} in ${region}. It may have been deleted or replaced; go back to the list of targets.`,
    )
  }
  const [enriched = target] = await enrich([target])
  return enriched
}
