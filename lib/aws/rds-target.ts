import 'server-only'
import type { DBCluster, DBInstance } from '@aws-sdk/client-rds'
import type { Target } from '@/lib/access/model/target'
import type { FactName } from '@/lib/access/reading/region-answer'
import type { Account } from '@/lib/account'
import { enrich, readRegion } from '@/lib/aws/rds'
import { describeClusters, describeInstances } from '@/lib/aws/rds-describe'
import { mapCluster, mapInstance } from '@/lib/aws/rds-mapping'
import { AppError } from '@/lib/errors'

type List<Item> = (account: Account, region: string, filter?: [string, string]) => Promise<Item[]>

/**
 * By a filter, else out of the whole list: an emulator may not know the filter, or pass it over, and that something is gone
 * is said only of a list in which it was looked for.
 */
async function pick<Item>(
  account: Account,
  list: List<Item>,
  region: string,
  filter: [string, string],
  isMeant: (item: Item) => boolean,
): Promise<Item[]> {
  const found = await list(account, region, filter).catch(error => {
    if (error instanceof AppError && error.code === 'invalid') return []
    throw error
  })
  const meant = found.filter(isMeant)
  return meant.length > 0 ? meant : (await list(account, region)).filter(isMeant)
}

/** RDS has one at most; two are no ground for acting on either. */
function only<Item>(
  found: Item[],
  resourceId: string,
  nameOf: (item: Item) => string | undefined,
): Item | null {
  if (found.length < 2) return found[0] ?? null
  const names = found.map(each => nameOf(each) ?? '(no name)').join(' and ')
  throw new AppError(
    'conflict',
    `AWS answers with more than one target of the resource id ${resourceId}: ${names}. Which of them is meant cannot be told, so nothing was done.`,
  )
}

async function readInstance(account: Account, region: string, resourceId: string): Promise<Target | null> {
  const found = await pick<DBInstance>(
    account,
    describeInstances,
    region,
    ['dbi-resource-id', resourceId],
    ({ DbiResourceId }) => DbiResourceId === resourceId,
  )
  const instance = only(found, resourceId, each => each.DBInstanceIdentifier)
  return instance && !instance.DBClusterIdentifier ? mapInstance(instance) : null
}

async function readCluster(account: Account, region: string, resourceId: string): Promise<Target | null> {
  const found = await pick<DBCluster>(
    account,
    describeClusters,
    region,
    ['db-cluster-resource-id', resourceId],
    ({ DbClusterResourceId }) => DbClusterResourceId === resourceId,
  )
  const cluster = only(found, resourceId, each => each.DBClusterIdentifier)
  const name = cluster?.DBClusterIdentifier
  if (!cluster || !name) return null
  const members = await pick<DBInstance>(
    account,
    describeInstances,
    region,
    ['db-cluster-id', name],
    ({ DBClusterIdentifier }) => DBClusterIdentifier === name,
  )
  return mapCluster(cluster, new Map(members.map(member => [member.DBInstanceIdentifier ?? '', member])))
}

async function readProxy(
  account: Account,
  region: string,
  resourceId: string,
  note: NoteFact,
): Promise<Target | null> {
  const { targets, listings, unread } = await readRegion(account, region, new Date().toISOString())
  for (const { fact } of unread.filter(each => each.resourceId === resourceId)) note(fact)
  const found = targets.filter(target => target.resourceId === resourceId)
  const proxy = only(found, resourceId, ({ name }) => name)
  const why = 'why' in listings.proxies ? listings.proxies.why : null
  if (proxy || !why) return proxy
  if (typeof why === 'string') throw new AppError('unavailable', why)
  const { message, answer, missingAction } = why
  const detail = { ...(answer ? { answer } : {}), ...(missingAction ? { missingAction } : {}) }
  throw new AppError('unavailable', message, detail)
}

/** Told of each detail that AWS did not give. */
type NoteFact = (fact: FactName) => void

/** One target as AWS shows it this moment, found by its resource id: for everything that writes or signs. */
export async function readTarget(
  account: Account,
  region: string,
  resourceId: string,
  note: NoteFact = () => {},
): Promise<Target> {
  const read = { db: readInstance, cluster: readCluster, prx: readProxy }[resourceId.split('-')[0] ?? '']
  const target = read ? await read(account, region, resourceId, note) : null
  if (!target) {
    throw new AppError(
      'notFound',
      `AWS shows no target ${resourceId} in ${region}. It may have been deleted or replaced; go back to the list of targets.`,
    )
  }
  if (target.kind === 'proxy') return target
  const [enriched = target] = await enrich(account, [target], note)
  return enriched
}
