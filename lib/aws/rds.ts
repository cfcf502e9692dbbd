import 'server-only'
import type { DBCluster, DBInstance } from '@aws-sdk/client-rds'
import type { Caveat } from '@/lib/access/caveat'
import type { Inventory } from '@/lib/access/inventory'
import type { Target } from '@/lib/access/target'
import { fromAws } from '@/lib/aws/errors'
import { inTurn } from '@/lib/aws/in-turn'
import { describeClusters, describeInstances, describeProxies } from '@/lib/aws/rds-describe'
import { isRdsEngine } from '@/lib/aws/rds-engine'
import { mapCluster, mapInstance } from '@/lib/aws/rds-mapping'
import { readProxies } from '@/lib/aws/rds-proxies'
import { withClassSupport } from '@/lib/aws/rds-support'
import { withTls } from '@/lib/aws/rds-tls'
import type { AppError } from '@/lib/errors'

export interface RegionReading {
  region: Inventory['regions'][number]
  targets: Target[]
  caveats: Caveat[]
  /** Set where valid credentials were refused as unknown: the account has not opted in to this region. */
  refusedCredentials: AppError | null
}

const STATUS: Partial<Record<AppError['code'], RegionReading['region']['status']>> = {
  accessDenied: 'denied',
  throttled: 'throttled',
}

function regionCaveat(region: string, what: string, error: AppError, at: string): Caveat {
  const meaning = `The ${what} of ${region} are missing here.`
  return {
    id: `region:${region}:${what}`,
    scope: 'region',
    subject: region,
    message: `${error.message} ${meaning}`,
    answer: error.answer,
    missingAction: error.missingAction,
    at,
  }
}

function unfolded(instances: DBInstance[], clusters: DBCluster[]): { alone: DBInstance[]; lost: number } {
  const names = new Set(clusters.map(cluster => cluster.DBClusterIdentifier))
  const alone = instances.filter(instance => !instance.DBClusterIdentifier)
  const lost = instances.filter(({ DBClusterIdentifier: name }) => name && !names.has(name)).length
  return { alone, lost }
}

function mapAll(instances: DBInstance[], clusters: DBCluster[]): { targets: Target[]; unusable: number } {
  const byName = new Map(instances.map(instance => [instance.DBInstanceIdentifier ?? '', instance]))
  const mapped = [
    ...unfolded(instances, clusters).alone.map(mapInstance),
    ...clusters.map(cluster => mapCluster(cluster, byName)),
  ]
  const targets = mapped.filter(target => target !== null)
  return { targets, unusable: mapped.length - targets.length }
}

function oddities(region: string, unusable: number, lost: number, at: string): Caveat[] {
  const say = (id: string, message: string): Caveat => {
    return {
      id: `${id}:${region}`,
      scope: 'region',
      subject: region,
      message,
      answer: null,
      missingAction: null,
      at,
    }
  }
  return [
    ...(unusable > 0
      ? [say('unnamed', `${unusable} targets of ${region} came without a resource id and are not shown.`)]
      : []),
    ...(lost > 0
      ? [say('members', `${lost} cluster members of ${region} are not shown: their cluster was not read.`)]
      : []),
  ]
}

export function enrich(targets: Target[]): Promise<Target[]> {
  return inTurn(targets, 6, async target => withTls(await withClassSupport(target)))
}

/** Every instance, cluster and proxy of one region. What is refused becomes a caveat; the rest is shown. */
export async function readRegion(region: string): Promise<RegionReading> {
  const at = new Date().toISOString()
  const caveats: Caveat[] = []
  const failures: AppError[] = []
  const attempt = async <T>(what: string, read: Promise<T[]>): Promise<T[]> => {
    try {
      return await read
    } catch (error) {
      const failure = fromAws(error, { action: 'rds:DescribeDBInstances', doing: `list the ${what}` })
      if (failure.code === 'internal') throw failure
      failures.push(failure)
      caveats.push(regionCaveat(region, what, failure, at))
      return []
    }
  }
  const [instances, clusters, proxies] = await Promise.all([
    attempt('DB instances', describeInstances(region)),
    attempt('DB clusters', describeClusters(region)),
    attempt('proxies', describeProxies(region)),
  ])
  const ours = instances.filter(({ Engine }) => isRdsEngine(Engine ?? ''))
  const ourClusters = clusters.filter(({ Engine }) => isRdsEngine(Engine ?? ''))
  const { targets: mapped, unusable } = mapAll(ours, ourClusters)
  const resourceIds = new Map(mapped.map(target => [target.name, target.resourceId]))
  const read = await readProxies(region, proxies, resourceIds, at)
  const targets = [...(await enrich(mapped)), ...read.targets]
  const status = failures[0] ? (STATUS[failures[0].code] ?? 'failed') : 'ok'
  return {
    region: {
      region,
      status,
      targetCount: targets.length,
      readAt: at,
    },
    targets,
    caveats: [
      ...caveats,
      ...read.caveats,
      ...oddities(region, unusable, unfolded(ours, ourClusters).lost, at),
    ],
    refusedCredentials: failures.find(({ code }) => code === 'noCredentials') ?? null,
  }
}
