import type { IamRole } from '@/lib/simulator/world/iam-world'

export type ControlPolicyType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY'

export interface ControlPolicy {
  id: string
  name: string
  type: ControlPolicyType
  awsManaged: boolean
  text: string
}

/** A place on the way from the root down to the account. */
export interface OrganizationLevel {
  kind: 'root' | 'organizationalUnit' | 'account'
  id: string
  name: string
  /** Ids of the policies of both types that are attached here. */
  attached: string[]
}

/** The organisation as far as it concerns this account. */
export interface WorldOrganization {
  id: string
  managementAccountId: string
  /** Without, it only shares the bill, and no control policies exist. */
  allFeatures: boolean
  /** A type that is not here is switched off at the root. */
  policyTypes: Map<ControlPolicyType, 'ENABLED' | 'PENDING_ENABLE' | 'PENDING_DISABLE'>
  /** Root first, the account last. */
  levels: OrganizationLevel[]
  /** Keyed by id. */
  policies: Map<string, ControlPolicy>
  /** Member accounts that the organisation's resource policy lets read it. */
  delegatedAccounts: string[]
  /** Roles of the management account, keyed as those of the world. */
  roles: Map<string, IamRole>
  /** How many pages without items come before the first of every list, as AWS says may happen. */
  emptyPages: number
}

export const FULL_ACCESS: ControlPolicy = {
  id: 'p-FullAWSAccess',
  name: 'FullAWSAccess',
  type: 'SERVICE_CONTROL_POLICY',
  awsManaged: true,
  text: JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  }),
}

/** Cannot be detached (Organizations User Guide, "Resource control policies"). */
export const FULL_RESOURCE_ACCESS: ControlPolicy = {
  id: 'p-RCPFullAWSAccess',
  name: 'RCPFullAWSAccess',
  type: 'RESOURCE_CONTROL_POLICY',
  awsManaged: true,
  text: JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
  }),
}

/** Puts a policy where it is in force; the level is named as people name it. */
export function attachPolicy(
  { levels, policies }: WorldOrganization,
  levelName: string,
  policy: ControlPolicy,
): void {
  const level = levels.find(({ name }) => name === levelName)
  if (!level) throw new Error(`The organisation has no ${levelName}`)
  policies.set(policy.id, policy)
  level.attached.push(policy.id)
}
