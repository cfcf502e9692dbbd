import type { PolicySource } from '@/lib/iam/index'
import type { Caveat } from './caveat'
import type { DatabaseScan } from './database-user'
import type { Organization } from './organization'
import type { Part } from './part'
import type { Principal } from './principal'
import type { SimulatedCell } from './simulated-cell'
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

/** What is asked of each Region, by itself. */
export const REGION_PARTS = [
  'instances',
  'clusters',
  'proxies',
  'engineSupport',
  'parameters',
  'tags',
] as const
export type RegionPartName = (typeof REGION_PARTS)[number]

export interface RegionReading {
  region: string
  targetCount: number
  parts: Record<RegionPartName, Part>
}

/** What is known of the parts that belong to no Region. */
export interface AccountParts {
  /** Users, roles, groups and policies: one answer over many pages, whole or none. */
  iam: Part
  /** SCPs and RCPs. Whether none apply is in `organization`. */
  organization: Part
  /** Age and use of access keys. */
  credentials: Part
  quotas: Part
  /** Who was found inside the databases, as this server wrote it down. */
  scans: Part
}

/** One reading of one account, as far as it came. Nothing here says who can connect: that rests on IAM, see `Inventory`. */
export interface AccountReading {
  accountId: string
  accountAlias: string | null
  partition: string
  callerArn: string
  regions: RegionReading[]
  targets: Target[]
  quotas: IamQuotas
  organization: Organization
  /** Last scans by resource id. */
  scans: Record<string, DatabaseScan>
  parts: AccountParts
  caveats: Caveat[]
  /** ISO: when this reading began. The date of a statement is that of the parts it rests on: see `part.ts`. */
  readAt: string
}

/** A reading with IAM in it, read now or kept from before: the only ground for a verdict, or for "nobody". */
export interface Inventory extends AccountReading {
  principals: Principal[]
  groups: { name: string; arn: string; policyIds: string[]; memberArns: string[] }[]
  policies: PolicySource[]
  managedPolicies: ManagedPolicy[]
  /** What AWS's policy simulator was asked, here or before, of cells of this account. */
  simulated: SimulatedCell[]
}

/** Without IAM there is nobody to count: the type says so. */
export function hasIam(reading: AccountReading | Inventory): reading is Inventory {
  return 'principals' in reading
}
