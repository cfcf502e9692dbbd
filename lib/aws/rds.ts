import 'server-only'
import type { DBCluster, DBInstance } from '@aws-sdk/client-rds'
import type { Target } from '@/lib/access/model/target'
import type { ListingName, RegionAnswer, UnreadFact } from '@/lib/access/reading/region-answer'
import type { Account } from '@/lib/account'
import { fromAws } from '@/lib/aws/aws-failure'
import { inTurn } from '@/lib/aws/in-turn'
import { withCustomEndpoints } from '@/lib/aws/rds-custom-endpoints'
import { describeClusters, describeInstances, describeProxies } from '@/lib/aws/rds-describe'
import { isRdsEngine } from '@/lib/aws/rds-engine'
import { mapCluster, mapInstance } from '@/lib/aws/rds-mapping'
import { type NoteUnread, readProxies } from '@/lib/aws/rds-proxies'
import { behindKey } from '@/lib/aws/rds-proxy-mapping'
import { withClassSupport } from '@/lib/aws/rds-support'
import { withTls } from '@/lib/aws/rds-tls'
import { unreadPart } from '@/lib/aws/unread-part'
import { AppError } from '@/lib/errors'

export interface RegionFromAws extends RegionAnswer {
  /** Set where valid credentials were refused as unknown: the account has not opted in to this region. */
  refusedCredentials: AppError | null
}

const isOfRds = ({ Engine }: { Engine?: string | undefined }) => isRdsEngine(Engine ?? '')

/** Members stand inside their cluster; an ARN of another Region is no answer to this question. */
function mapAll(region: string, instances: DBInstance[], clusters: DBCluster[]) {
  const byName = new Map(instances.map(instance => [instance.DBInstanceIdentifier ?? '', instance]))
  const alone = instances.filter(instance => !instance.DBClusterIdentifier)
  const mapped = [
    ...alone.map(each => [each.DBInstanceIdentifier, mapInstance(each)] as const),
    ...clusters.map(each => [each.DBClusterIdentifier, mapCluster(each, byName)] as const),
  ]
  return usableOf(region, mapped)
}

function usableOf(region: string, mapped: (readonly [string | undefined, Target | null])[]) {
  const targets = mapped.flatMap(([, target]) => (target?.region === region ? [target] : []))
  const unusable = mapped.flatMap(([name, target]) =>
    target?.region === region ? [] : [name ?? '(no name)'],
  )
  return { targets, unusable }
}

/** What the listing alone does not say of a database. */
export function enrich(account: Account, targets: Target[], note: NoteUnread): Promise<Target[]> {
  const noTags = new AppError('unavailable', "AWS's answer leaves out the tags of this database.")
  return inTurn(targets, 6, async target => {
    const { resourceId } = target
    if (target.tags === null) note('tags', resourceId, noTags)
    const supported = await withClassSupport(account, target, error =>
      note('engineSupport', resourceId, error),
    )
    const named = await withCustomEndpoints(account, supported, error =>
      note('endpointRoles', resourceId, error),
    )
    return withTls(account, named, error => note('parameters', resourceId, error))
  })
}

/** Every instance, cluster and proxy of one region. What is refused is a part that was not read; the rest is shown. */
export async function readRegion(account: Account, region: string, at: string): Promise<RegionFromAws> {
  const read = { state: 'read', at } as const
  const listings: RegionAnswer['listings'] = { instances: read, clusters: read, proxies: read }
  let refusedCredentials: AppError | null = null
  const attempt = async <T>(name: ListingName, reading: Promise<T[]>): Promise<T[]> => {
    try {
      return await reading
    } catch (error) {
      const failure = fromAws(account, error, {
        action: 'rds:DescribeDBInstances',
        doing: `list the ${name}`,
      })
      if (failure.code === 'internal') throw failure
      if (failure.code === 'noCredentials') refusedCredentials ??= failure
      listings[name] = unreadPart(failure, at)
      return []
    }
  }
  const unread: UnreadFact[] = []
  const note: NoteUnread = (fact, resourceId, error) =>
    unread.push({ fact, resourceId, part: unreadPart(error, at) })
  const [instances, clusters, proxies] = await Promise.all([
    attempt('instances', describeInstances(account, region)),
    attempt('clusters', describeClusters(account, region)),
    attempt('proxies', describeProxies(account, region)),
  ])
  const instancesOfRds = instances.filter(isOfRds)
  const databases = mapAll(region, instancesOfRds, clusters.filter(isOfRds))
  const resourceIds = new Map(
    databases.targets.map(({ kind, name, resourceId }) => [behindKey(kind !== 'instance', name), resourceId]),
  )
  const [known, before] = await Promise.all([
    enrich(account, databases.targets, note),
    readProxies(account, region, proxies, resourceIds, note),
  ])
  const named = proxies.map(({ DBProxyName }, index) => [DBProxyName, before[index] ?? null] as const)
  const gates = usableOf(region, named)
  return {
    region,
    at,
    listings,
    targets: [...known, ...gates.targets],
    unread,
    members: instancesOfRds.flatMap(({ DBInstanceIdentifier: name = '', DBClusterIdentifier: cluster }) =>
      cluster ? [{ name, cluster }] : [],
    ),
    unusable: [...databases.unusable, ...gates.unusable],
    refusedCredentials,
  }
}
