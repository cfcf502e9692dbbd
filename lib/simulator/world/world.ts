import type { IamGroup, IamRole, IamUser, Tag } from '@/lib/simulator/world/iam-world'
import type { Observed } from '@/lib/simulator/world/observed'
import type { DbCluster, DbInstance, DbProxy, RdsRegion } from '@/lib/simulator/world/rds-world'
import type { WorldOrganization } from '@/lib/simulator/world/world-organization'

export type { DbCluster, DbInstance, DbProxy }

export interface PolicyVersion {
  id: string
  text: string
  createdAt: Date
}

export interface ManagedPolicy {
  name: string
  id: string
  path: string
  arn: string
  description: string
  awsManaged: boolean
  createdAt: Date
  updatedAt: Date
  versions: PolicyVersion[]
  defaultVersionId: string
  /** The number of the next version: ids are never used twice. */
  nextVersion: number
  tags: Tag[]
}

interface AccessKey {
  id: string
  secret: string
  userName: string
  active: boolean
  createdAt: Date
  lastUsed: { at: Date; service: string; region: string } | null
}

export interface Session {
  accessKeyId: string
  secret: string
  token: string
  /** A role; a user where GetSessionToken made it. */
  principalArn: string
  name: string
  issuedAt: Date
  expiresAt: Date
  /** When an MFA code was given for it; absent: none was. */
  mfaAt?: Date
  sessionPolicies: string[]
  tags: Tag[]
}

/** A virtual MFA device (IAM User Guide, "Assign a virtual MFA device"). */
export interface MfaDevice {
  serial: string
  userName: string
  /** Base32, as an authenticator app takes it. */
  secret: string
  enabledAt: Date
  /** Of RFC 6238: the time step of the last code that was taken; a code works once. */
  lastStep: number
}

export interface World extends Observed {
  partition: string
  accountId: string
  alias: string | null
  /** Null: the account is in none. */
  organization: WorldOrganization | null
  /** Regions that this account may use. */
  regions: string[]
  rds: Map<string, RdsRegion>
  /** Keyed by lower-case name: IAM names are unique without regard to case. */
  users: Map<string, IamUser>
  groups: Map<string, IamGroup>
  roles: Map<string, IamRole>
  /** Keyed by ARN. */
  policies: Map<string, ManagedPolicy>
  accessKeys: Map<string, AccessKey>
  /** Keyed by serial number. */
  mfaDevices: Map<string, MfaDevice>
  /** The last that was made; null: none yet. */
  credentialReport: { generatedAt: Date; text: string } | null
  sessions: Map<string, Session>
}

export function emptyWorld(accountId: string, options: { alias?: string; partition?: string } = {}): World {
  return {
    partition: options.partition ?? 'aws',
    accountId,
    alias: options.alias ?? null,
    organization: null,
    regions: [...DEFAULT_REGIONS],
    rds: new Map(),
    users: new Map(),
    groups: new Map(),
    roles: new Map(),
    policies: new Map(),
    accessKeys: new Map(),
    mfaDevices: new Map(),
    credentialReport: null,
    sessions: new Map(),
    logs: new Map(),
    samples: [],
  }
}

/** Enabled in every account; others are opted into. */
const DEFAULT_REGIONS: readonly string[] = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
]
