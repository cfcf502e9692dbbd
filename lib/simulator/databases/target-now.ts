import { advance } from '@/lib/simulator/aws/rds/lifecycle'
import type { DbCluster, DbInstance, World } from '@/lib/simulator/world/world'

export interface TargetNow {
  kind: 'instance' | 'cluster'
  identifier: string
  region: string
  resourceId: string
  iamAuth: boolean
  /** Whether its iam-db-auth-error log goes to CloudWatch. */
  exportsErrors: boolean
  host: string
  /** Every name that this target's certificate and tokens may carry. */
  hosts: string[]
  /** Those that lead to its readers. */
  readerHosts: string[]
  port: number
  masterUser: string
  engineVersion: string
  /** What its parameter group sets. */
  parameters: Readonly<Record<string, string>>
}

/** A DB instance or cluster as the account has it at this moment; null once it is gone. */
export function findTarget(world: World, identifier: string, now: Date, settleMs: number): TargetNow | null {
  for (const [region, { instances, clusters, parameterGroups }] of world.rds) {
    const found = instances.get(identifier) ?? clusters.get(identifier)
    if (!found) continue
    advance(found, now, settleMs)
    const { kind, resourceId, address: host, port, masterUser, settings, parameterGroup } = found
    const { iamAuth, engineVersion } = settings
    return {
      kind,
      identifier,
      region,
      resourceId,
      iamAuth,
      exportsErrors: found.logExports.includes('iam-db-auth-error'),
      host,
      hosts: [host, ...readerHostsOf(found)],
      readerHosts: readerHostsOf(found),
      port,
      masterUser,
      engineVersion,
      parameters: parameterGroups.get(parameterGroup) ?? {},
    }
  }
  return null
}

function readerHostsOf(target: DbInstance | DbCluster): string[] {
  return target.kind === 'instance' ? [] : [target.readerAddress, ...target.customAddresses]
}
