import type { PolicySource } from '@/lib/iam/index'
import type { Caveat } from './caveat'
import type { DatabaseScan } from './database-user'
import type { SimulatedCell } from './kept-answers'
import type { Organization } from './organization'
import type { Principal } from './principal'
import type { Target } from './target'

/** A managed policy as listed: the text of its default version is in `policies` under the same ARN. */
export interface ManagedPolicy {
  arn: string
  name: string
  path: string
  awsManaged: boolean
  defaultVersionId: string
  versionIds: string[]
  attachmentCount: number
}

/** Live quotas from `GetAccountSummary`; reference values where AWS did not answer. */
export interface IamQuotas {
  policySize: number
  versionsPerPolicy: number
  attachedPoliciesPerUser: number
  attachedPoliciesPerRole: number
  attachedPoliciesPerGroup: number
  userInlineSize: number
  roleInlineSize: number
  groupInlineSize: number
  /** False: AWS did not answer, these are the documented defaults. */
  live: boolean
}

/** One dated reading of one account. */
export interface Inventory {
  accountId: string
  accountAlias: string | null
  partition: string
  callerArn: string
  regions: {
    region: string
    status: 'ok' | 'denied' | 'throttled' | 'failed'
    targetCount: number
    readAt: string
  }[]
  targets: Target[]
  principals: Principal[]
  groups: { name: string; arn: string; policyIds: string[]; memberArns: string[] }[]
  policies: PolicySource[]
  managedPolicies: ManagedPolicy[]
  quotas: IamQuotas
  organization: Organization
  /** What AWS's policy simulator was asked, here or before, of cells of this account. */
  simulated: SimulatedCell[]
  /** Last scans by resource id. */
  scans: Record<string, DatabaseScan>
  caveats: Caveat[]
  /** ISO */
  readAt: string
}
