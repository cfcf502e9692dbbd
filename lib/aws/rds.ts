import 'server-only'
import type { DBCluster, DBInstance } from '@aws-sdk/client-rds'
import type { Caveat } from '@/lib/access/caveat'
import type { RegionReading } from '@/lib/access/inventory'
import type { Part } from '@/lib/access/part'
import type { Target } from '@/lib/access/target'
import { fromAws } from '@/lib/aws/errors'
import { inTurn } from '@/lib/aws/in-turn'
import { describeClusters, describeInstances, describeProxies } from '@/lib/aws/rds-describe'
import { isRdsEngine } from '@/lib/aws/rds-engine'
import { mapCluster, mapInstance } from '@/lib/aws/rds-mapping'
import { readProxies } from '@/lib/aws/rds-proxies'
import { withClassSupport } from '@/lib/aws/rds-support'
import { withTls } from '@/lib/aws/rds-tls'
import { unreadPart } from '@/lib/aws/unread-part'
import type { AppError } from '@/lib/errors'

export interface RegionAnswer {
  region: RegionReading
  targets: Target[]
  caveats: Caveat[]
  /** Set where valid credentials were refused as unknown: the account has not opted in to this region. */
  refusedCredentials: AppError | null
}

/** What kinds of target are called in sentences. */
const KINDS = { instances: 'DB instances', clusters: 'DB clusters', proxies: 'proxies' } as const

function partsOf(missed: readonly Missed[], at: string): RegionReading['parts'] {
  const read: Part = { state: 'read', at }
  const parts: RegionReading['parts'] = {
    instances: read,
    clusters: read,
    proxies: read,
    engineSupport: read,
    parameters: read,
    tags: read,
  }
  for (const { kind, error } of missed) parts[kind] = unreadPart(error, at)
  return parts
}

interface Missed {
  kind: keyof typeof KINDS
  what: string
  error: AppError
}

/** One sentence where the whole region failed alike, else one for each kind of target that is missing. */
function regionCaveats(region: string, missed: Missed[], at: string): Caveat[] {
  const [first] = missed
  const alike = missed.length === 3 && missed.every(({ error }) => error.code === first?.error.code)
  const groups = alike && first ? [{ ...first, what: 'targets' }] : missed
  return groups.map(({ what, error }) => {
    const doing = alike ? error.message.replace(/list the [\w ]+ of/, 'list the targets of') : error.message
    const actions = alike ? missed.map(item => item.error.missingAction) : [error.missingAction]
    const named = actions.filter(action => action !== null)
    return {
      id: `region:${region}:${what}`,
      scope: 'region',
      subject: region,
      message: `${doing} They are missing here.`,
      answer: error.answer,
      missingAction: named.length > 0 ? named.join(', ') : null,
      at,
    }
  })
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
export async function readRegion(region: string): Promise<RegionAnswer> {
  const at = new Date().toISOString()
  const missed: Missed[] = []
  const attempt = async <T>(kind: Missed['kind'], read: Promise<T[]>): Promise<T[]> => {
    try {
      return await read
    } catch (error) {
      const what = KINDS[kind]
      const failure = fromAws(error, { action: 'rds:DescribeDBInstances', doing: `list the ${what}` })
      if (failure.code === 'internal') throw failure
      missed.push({ kind, what, error: failure })
      return []
    }
  }
  const [instances, clusters, proxies] = await Promise.all([
    attempt('instances', describeInstances(region)),
    attempt('clusters', describeClusters(region)),
    attempt('proxies', describeProxies(region)),
  ])
  const ours = instances.filter(({ Engine }) => isRdsEngine(Engine ?? ''))
  const ourClusters = clusters.filter(({ Engine }) => isRdsEngine(Engine ?? ''))
  const { targets: mapped, unusable } = mapAll(ours, ourClusters)
  const resourceIds = new Map(mapped.map(target => [target.name, target.resourceId]))
  const read = await readProxies(region, proxies, resourceIds, at)
  const targets = [...(await enrich(mapped)), ...read.targets]
  return {
    region: {
      region,
      targetCount: targets.length,
      parts: partsOf(missed, at),
    },
    targets,
    caveats: [
      ...regionCaveats(region, missed, at),
      ...read.caveats,
      ...oddities(region, unusable, unfolded(ours, ourClusters).lost, at),
    ],
    refusedCredentials: missed.find(({ error }) => error.code === 'noCredentials')?.error ?? null,
  }
}
