import type { FindingRule } from './finding'
import { accountAccessWithoutConditions } from './rules/account-access-without-conditions'
import { administratorsReachProduction } from './rules/administrators-reach-production'
import { boundaryBlocks } from './rules/boundary-blocks'
import { capitalsInArn } from './rules/capitals-in-arn'
import { caseMismatchedUser } from './rules/case-mismatched-user'
import { conditionOnAllow } from './rules/condition-on-allow'
import { conditionOnDeny } from './rules/condition-on-deny'
import { dormantGrants } from './rules/dormant-grants'
import { entryMatchesNothing } from './rules/entry-matches-nothing'
import { githubRepositoriesMayAssume } from './rules/github-repositories-may-assume'
import { grantEnded } from './rules/grant-ended'
import { grantEndsSoon } from './rules/grant-ends-soon'
import { iamUserCanConnect } from './rules/iam-user-can-connect'
import { incompleteArn } from './rules/incomplete-arn'
import { invalidVersion } from './rules/invalid-version'
import { masterUserIamReady } from './rules/master-user-iam-ready'
import { memberInsteadOfCluster } from './rules/member-instead-of-cluster'
import { missingDatabaseUser } from './rules/missing-database-user'
import { misspelledDatabaseUser } from './rules/misspelled-database-user'
import { misspelledResource } from './rules/misspelled-resource'
import { nameInsteadOfId } from './rules/name-instead-of-id'
import { noSuchAction } from './rules/no-such-action'
import { notActionAllow } from './rules/not-action-allow'
import { notResourceAllow } from './rules/not-resource-allow'
import { oldCertificateAuthority } from './rules/old-certificate-authority'
import { otherAccount } from './rules/other-account'
import { otherPartition } from './rules/other-partition'
import { otherRegion } from './rules/other-region'
import { otherService } from './rules/other-service'
import { outsideAccountMayAssume } from './rules/outside-account-may-assume'
import { policyNearSize } from './rules/policy-near-size'
import { policyVersionsFull } from './rules/policy-versions-full'
import { proxyGrantsOneSided } from './rules/proxy-grants-one-sided'
import { proxyRoleCannotConnect } from './rules/proxy-role-cannot-connect'
import { proxyUserHoldsRdsIam } from './rules/proxy-user-holds-rds-iam'
import { rdsInsteadOfRdsDb } from './rules/rds-instead-of-rds-db'
import { repeatedInlinePolicy } from './rules/repeated-inline-policy'
import { resourceWithoutUser } from './rules/resource-without-user'
import { roleAccountMayAssume } from './rules/role-account-may-assume'
import { roleAnyoneMayAssume } from './rules/role-anyone-may-assume'
import { sharedProviderMayAssume } from './rules/shared-provider-may-assume'
import { staleResourceId } from './rules/stale-resource-id'
import { switchOffAmongPeers } from './rules/switch-off-among-peers'
import { tlsNotEnforced } from './rules/tls-not-enforced'
import { trustsDeletedPrincipal } from './rules/trusts-deleted-principal'
import { unreadableDocument } from './rules/unreadable-document'
import { unsupportedConditionKey } from './rules/unsupported-condition-key'
import { unusedPolicy } from './rules/unused-policy'
import { unusedRole } from './rules/unused-role'
import { userNobodyReaches } from './rules/user-nobody-reaches'
import { userNotIamReady } from './rules/user-not-iam-ready'
import { variableAsText } from './rules/variable-as-text'
import { variableWithoutValue } from './rules/variable-without-value'
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
  misspelledResource,
  capitalsInArn,
  incompleteArn,
  misspelledDatabaseUser,
  otherService,
  entryMatchesNothing,
  resourceWithoutUser,
  rdsInsteadOfRdsDb,
  noSuchAction,
  wildcardUser,
  wildcardTarget,
  notActionAllow,
  notResourceAllow,
  conditionOnAllow,
  unsupportedConditionKey,
  conditionOnDeny,
  invalidVersion,
  variableAsText,
  variableWithoutValue,
  unreadableDocument,
  caseMismatchedUser,
  missingDatabaseUser,
  userNotIamReady,
  userNobodyReaches,
  masterUserIamReady,
  administratorsReachProduction,
  iamUserCanConnect,
  boundaryBlocks,
  roleAnyoneMayAssume,
  roleAccountMayAssume,
  outsideAccountMayAssume,
  githubRepositoriesMayAssume,
  sharedProviderMayAssume,
  accountAccessWithoutConditions,
  trustsDeletedPrincipal,
  unusedRole,
  dormantGrants,
  switchOffAmongPeers,
  tlsNotEnforced,
  oldCertificateAuthority,
  proxyGrantsOneSided,
  proxyRoleCannotConnect,
  proxyUserHoldsRdsIam,
  policyNearSize,
  policyVersionsFull,
  repeatedInlinePolicy,
  unusedPolicy,
  grantEnded,
  grantEndsSoon,
]
