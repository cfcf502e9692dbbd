import type { Operations } from '@/lib/simulator/aws/call'
import { accessKeyReads } from '@/lib/simulator/aws/iam/access-key-reads'
import { attachments } from '@/lib/simulator/aws/iam/attachments'
import { boundaries } from '@/lib/simulator/aws/iam/boundaries'
import { credentialReport } from '@/lib/simulator/aws/iam/credential-report'
import { entityReads } from '@/lib/simulator/aws/iam/entity-reads'
import { getAccountAuthorizationDetails } from '@/lib/simulator/aws/iam/get-account-authorization-details'
import { groupMembers } from '@/lib/simulator/aws/iam/group-members'
import { account } from '@/lib/simulator/aws/iam/iam-account'
import { tags } from '@/lib/simulator/aws/iam/iam-tags'
import { inlinePolicies } from '@/lib/simulator/aws/iam/inline-policies'
import { listEntitiesForPolicy } from '@/lib/simulator/aws/iam/list-entities-for-policy'
import { managedPolicies } from '@/lib/simulator/aws/iam/managed-policies'
import { mfaDevices } from '@/lib/simulator/aws/iam/mfa-devices'
import { policyVersions } from '@/lib/simulator/aws/iam/policy-versions'
import { simulatePrincipalPolicy } from '@/lib/simulator/aws/iam/simulate-principal-policy'

export const iamOperations: Operations = {
  ...getAccountAuthorizationDetails,
  ...account,
  ...entityReads,
  ...accessKeyReads,
  ...credentialReport,
  ...mfaDevices,
  ...managedPolicies,
  ...policyVersions,
  ...inlinePolicies,
  ...attachments,
  ...boundaries,
  ...groupMembers,
  ...listEntitiesForPolicy,
  ...tags,
  ...simulatePrincipalPolicy,
}
