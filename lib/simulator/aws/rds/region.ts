import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Call } from '@/lib/simulator/aws/call'
import { advance } from '@/lib/simulator/aws/rds/lifecycle'
import { type DbCluster, type DbInstance, emptyRegion, type RdsRegion } from '@/lib/simulator/world/rds-world'
import type { DbProxy } from '@/lib/simulator/world/world'

/** The caller's Region, with everything moved on to this moment. */
export function regionOf(call: Call): RdsRegion {
  const region = call.world.rds.get(call.region) ?? emptyRegion()
  for (const cluster of region.clusters.values()) advance(cluster, call.now, call.settleMs)
  for (const instance of region.instances.values()) advance(instance, call.now, call.settleMs)
  return region
}

export function findInstance(call: Call, nameOrArn: string): DbInstance {
  const found = regionOf(call).instances.get(lastPart(nameOrArn).toLowerCase())
  if (found) return found
  throw new AwsError('DBInstanceNotFound', 404, `DBInstance ${lastPart(nameOrArn)} not found.`)
}

export function findCluster(call: Call, nameOrArn: string): DbCluster {
  const found = regionOf(call).clusters.get(lastPart(nameOrArn).toLowerCase())
  if (found) return found
  throw new AwsError('DBClusterNotFoundFault', 404, `DBCluster ${lastPart(nameOrArn)} not found.`)
}

export function findProxy(call: Call, name: string): DbProxy {
  const found = regionOf(call).proxies.get(name.toLowerCase())
  if (found) return found
  throw new AwsError('DBProxyNotFoundFault', 404, `DB proxy ${name} not found.`)
}

export function lastPart(nameOrArn: string): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn.slice(nameOrArn.lastIndexOf(':') + 1) : nameOrArn
}

/** `arn:aws:rds:us-east-1:111122223333:db:orders-prod`; a call that lists needs the wildcard. */
export function rdsArn(call: Call, type: string, nameOrArn: string | null): string {
  if (nameOrArn?.startsWith('arn:')) return nameOrArn
  return `arn:${call.world.partition}:rds:${call.region}:${call.world.accountId}:${type}:${nameOrArn || '*'}`
}
