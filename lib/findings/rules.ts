import type { FindingRule } from './finding'
import { conditionOnAllow } from './rules/condition-on-allow'
import { conditionOnDeny } from './rules/condition-on-deny'
import { invalidVersion } from './rules/invalid-version'
import { memberInsteadOfCluster } from './rules/member-instead-of-cluster'
import { nameInsteadOfId } from './rules/name-instead-of-id'
import { notActionAllow } from './rules/not-action-allow'
import { notResourceAllow } from './rules/not-resource-allow'
import { otherAccount } from './rules/other-account'
import { otherPartition } from './rules/other-partition'
import { otherRegion } from './rules/other-region'
import { rdsInsteadOfRdsDb } from './rules/rds-instead-of-rds-db'
import { resourceWithoutUser } from './rules/resource-without-user'
import { staleResourceId } from './rules/stale-resource-id'
import { unreadableDocument } from './rules/unreadable-document'
import { unsupportedConditionKey } from './rules/unsupported-condition-key'
import { variableAsText } from './rules/variable-as-text'
import { wildcardTarget } from './rules/wildcard-target'
import { wildcardUser } from './rules/wildcard-user'

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
  wildcardUser,
  wildcardTarget,
  notActionAllow,
  notResourceAllow,
  conditionOnAllow,
  unsupportedConditionKey,
  conditionOnDeny,
  invalidVersion,
  variableAsText,
  unreadableDocument,
]
