import type { FindingRule } from './finding'
import { memberInsteadOfCluster } from './rules/member-instead-of-cluster'
import { nameInsteadOfId } from './rules/name-instead-of-id'
import { otherAccount } from './rules/other-account'
import { otherPartition } from './rules/other-partition'
import { otherRegion } from './rules/other-region'
import { rdsInsteadOfRdsDb } from './rules/rds-instead-of-rds-db'
import { resourceWithoutUser } from './rules/resource-without-user'
import { staleResourceId } from './rules/stale-resource-id'

/** Every rule, in the order in which they are asked; the list is sorted by severity afterwards. */
export const RULES: readonly FindingRule[] = [
  nameInsteadOfId,
  memberInsteadOfCluster,
  staleResourceId,
  otherRegion,
  otherAccount,
  otherPartition,
  resourceWithoutUser,
  rdsInsteadOfRdsDb,
]
