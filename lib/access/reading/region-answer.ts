import type { RegionPartName } from '@/lib/access/model/inventory'
import type { Part } from '@/lib/access/model/part'
import type { Target } from '@/lib/access/model/target'

/** The calls that say which targets there are. */
export const LISTINGS = ['instances', 'clusters', 'proxies'] as const
export type ListingName = (typeof LISTINGS)[number]

/** What is asked of each target by itself. `behind` and `endpoints` are a proxy's, `endpointRoles` a cluster's. */
export type FactName = Exclude<RegionPartName, ListingName> | 'behind' | 'endpoints' | 'endpointRoles'

/** Something of one target that AWS did not tell. */
export interface UnreadFact {
  fact: FactName
  resourceId: string
  part: Part
}

/** What one Region answered this time, before anything older stands in for what it did not. */
export interface RegionAnswer {
  region: string
  /** ISO */
  at: string
  listings: Record<ListingName, Part>
  targets: Target[]
  unread: UnreadFact[]
  /** Cluster members that came, with the clusters that they name. */
  members: { name: string; cluster: string }[]
  /** Names of what cannot be a target: without a resource id of AWS's shape, or with an ARN from elsewhere. */
  unusable: string[]
}

export const LISTING_OF: Record<Target['kind'], ListingName> = {
  instance: 'instances',
  auroraCluster: 'clusters',
  multiAzCluster: 'clusters',
  proxy: 'proxies',
}
