import type { EngineFamilyId } from './engine-family/engine-family'

/** The three things that accept IAM connections, cluster kept in its two forms. */
export type TargetKind = 'instance' | 'auroraCluster' | 'multiAzCluster' | 'proxy'

export interface Endpoint {
  /** Lower case, as it must be signed. */
  host: string
  port: number
}

/**
 * State of the switch.
 * `turningOn`/`turningOff`: RDS is applying it now. `scheduledOn`/`scheduledOff`: waits for the maintenance window, as this
 * server asked. `pendingOn`/`pendingOff`: RDS has it pending and does not say when.
 * `viaProxy`: a proxy that requires IAM from its clients; `proxyOff`: one that does not.
 */
export type IamAuthState =
  | 'on'
  | 'off'
  | 'turningOn'
  | 'turningOff'
  | 'scheduledOn'
  | 'scheduledOff'
  | 'pendingOn'
  | 'pendingOff'
  | 'unsupported'
  | 'viaProxy'
  | 'proxyOff'

export interface IamAuth {
  state: IamAuthState
  /** Whether a valid token is accepted at this moment. */
  accepted: boolean
  /** One sentence, for `unsupported`, `viaProxy`, scheduled and pending states; null where the state says it all. */
  reason: string | null
  /** ISO: when this server asked for what is under way; absent: it did not, or no longer knows. */
  since?: string
}

export interface PendingChange {
  /** AWS's field, for example `DBInstanceClass`. */
  field: string
  /** In words, for example `Instance class`. */
  label: string
  before: string | null
  after: string
  /** Whether applying it now interrupts connections. Null: AWS does not say. */
  restarts: boolean | null
}

/** Beside the main one. */
export interface OtherEndpoint extends Endpoint {
  kind: 'reader' | 'custom' | 'proxy'
  /** What a custom endpoint of a cluster, or a further one of a proxy, leads to; absent: not read. */
  leadsTo?: 'readers' | 'any' | 'writer'
}

export interface ClusterMember {
  name: string
  resourceId: string
  role: 'writer' | 'reader'
  instanceClass: string
  status: string
  endpoint: Endpoint | null
}

export interface Target {
  kind: TargetKind
  /** DB instance identifier, DB cluster identifier or proxy name. */
  name: string
  /** `db-…`, `cluster-…` or `prx-…`: the middle of the connect ARN, never changes. */
  resourceId: string
  arn: string
  partition: string
  region: string
  accountId: string
  engine: string
  engineVersion: string
  family: EngineFamilyId
  /** `PostgreSQL 16.4`, `Aurora MySQL 3.07.1`, `PostgreSQL` for a proxy. */
  engineLabel: string
  /** AWS's status word, for example `available`. */
  status: string
  endpoint: Endpoint | null
  /** Reader and custom endpoints of a cluster; further endpoints of a proxy. */
  otherEndpoints: OtherEndpoint[]
  iamAuth: IamAuth
  /** Whether engine, version and class can have it at all; unknown: not read, or no longer offered. Null for a proxy. */
  iamSupport: 'yes' | 'no' | 'unknown' | null
  /** Everything that waits, the switch itself included. */
  pendingChanges: PendingChange[]
  /** `sun:03:00-sun:03:30`, UTC; null for a proxy. */
  maintenanceWindow: string | null
  instanceClass: string | null
  multiAz: boolean
  masterUsername: string | null
  /** ARN of the secret in which RDS keeps the master password; null or absent: it keeps none. */
  masterSecretArn?: string | null
  databaseName: string | null
  /** Whether plaintext connections are refused; null: not read. */
  tlsEnforced: boolean | null
  certificateAuthority: string | null
  parameterGroup: string | null
  publiclyAccessible: boolean | null
  /** Kerberos directory membership clashes with IAM on RDS for PostgreSQL instances. */
  kerberosEnabled: boolean
  backupRetentionDays: number | null
  /** Null: not read. */
  tags: Record<string, string> | null
  /** Cluster members, writer first. */
  members: ClusterMember[]
  /** For a replica: the source's name. */
  replicaOf: string | null
  /** For a proxy: what stands behind it. */
  proxy: {
    clientAuth: 'required' | 'disabled' | 'optional'
    requireTls: boolean
    /** How the proxy signs in to the database. */
    databaseAuth: 'secret' | 'iam'
    /** Signs in by IAM, and lists secrets too. */
    alsoSecrets?: boolean
    roleArn: string | null
    targets: { name: string; resourceId: string | null; health: string }[]
  } | null
}

/** RDS modifies the cluster then, with all of its members. */
export const isCluster = (kind: TargetKind): boolean => kind === 'auroraCluster' || kind === 'multiAzCluster'

/** RDS User Guide, "Creating and using an IAM policy for IAM database access". */
export function connectArn(
  target: Pick<Target, 'partition' | 'region' | 'accountId' | 'resourceId'>,
  databaseUser: string,
): string {
  return `arn:${target.partition}:rds-db:${target.region}:${target.accountId}:dbuser:${target.resourceId}/${databaseUser}`
}

/** `env`/`environment`/`stage` tag, in lower case; null where untagged, and where tags were not read. */
export function environmentOf(target: Pick<Target, 'tags'>): string | null {
  for (const [key, value] of Object.entries(target.tags ?? {})) {
    if (/^(env|environment|stage)$/i.test(key)) return value.toLowerCase()
  }
  return null
}
