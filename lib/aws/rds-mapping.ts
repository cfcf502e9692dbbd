import 'server-only'
import type { DBCluster, DBClusterMember, DBInstance, Tag } from '@aws-sdk/client-rds'
import { familyOfEngine } from '@/lib/access/model/engine-family/engine-families'
import type { ClusterMember, Endpoint, IamAuth, Target } from '@/lib/access/model/target'
import { engineLabel, engineWithoutIam } from '@/lib/aws/rds-engine'
import { iamAuthOf } from '@/lib/aws/rds-iam-auth'
import { pendingChanges } from '@/lib/aws/rds-pending'

export interface ArnParts {
  partition: string
  region: string
  accountId: string
}

/** Partition, region and account are read from the resource's own ARN, never guessed; null: that is no ARN of RDS. */
export function arnParts(arn: string): ArnParts | null {
  const [, partition, region, accountId] = /^arn:([\w-]+):rds:([\w-]+):(\d{12}):./.exec(arn) ?? []
  return partition && region && accountId ? { partition, region, accountId } : null
}

export const tagsOf = (tags: Tag[] | undefined): Record<string, string> =>
  Object.fromEntries((tags ?? []).flatMap(({ Key, Value }) => (Key ? [[Key, Value ?? '']] : [])))

/** RDS sends the list with every database, be it empty: without it the tags are not known. */
const ownTags = (tags: Tag[] | undefined) => (tags ? tagsOf(tags) : null)

export function endpointOf(host: string | undefined, port: number | undefined): Endpoint | null {
  return host && port ? { host: host.toLowerCase(), port } : null
}

const inDirectory = (memberships: DBInstance['DomainMemberships']) =>
  (memberships ?? []).some(({ Status }) => Status !== 'failed' && Status !== 'removed')

/** It is written into policies: of any other shape (a wildcard, a slash) it would grant something else. */
const RESOURCE_IDS = {
  db: /^db-[A-Za-z0-9-]+$/,
  cluster: /^cluster-[A-Za-z0-9-]+$/,
  prx: /^prx-[A-Za-z0-9-]+$/,
}

/** What cannot be missing, or the target is of no use: without a resource id there is no connect ARN. */
export function identity(
  kind: keyof typeof RESOURCE_IDS,
  [name, resourceId, arn]: [string | undefined, string | undefined, string | undefined],
) {
  const place = arnParts(arn ?? '')
  if (!name || !arn || !place || !RESOURCE_IDS[kind].test(resourceId ?? '')) return null
  return { name, resourceId: resourceId ?? '', arn, ...place }
}

/** What follows from the switch alone; where it is off, the class is asked about. */
const supportOf = ({ state }: IamAuth): Target['iamSupport'] =>
  state === 'unsupported' ? 'no' : state === 'off' ? 'unknown' : 'yes'

export function mapInstance(instance: DBInstance): Target | null {
  const known = identity('db', [
    instance.DBInstanceIdentifier,
    instance.DbiResourceId,
    instance.DBInstanceArn,
  ])
  if (!known) return null
  const engine = instance.Engine ?? ''
  const engineVersion = instance.EngineVersion ?? ''
  const status = instance.DBInstanceStatus ?? 'unknown'
  const maintenanceWindow = instance.PreferredMaintenanceWindow ?? null
  const iamAuth = iamAuthOf({
    enabled: instance.IAMDatabaseAuthenticationEnabled ?? false,
    pending: instance.PendingModifiedValues?.IAMDatabaseAuthenticationEnabled,
    status,
    unsupported: engineWithoutIam(engine, engineVersion),
    maintenanceWindow,
  })
  return {
    kind: 'instance',
    ...known,
    engine,
    engineVersion,
    family: familyOfEngine(engine).id,
    engineLabel: engineLabel(engine, engineVersion),
    status,
    endpoint: endpointOf(instance.Endpoint?.Address, instance.Endpoint?.Port),
    otherEndpoints: [],
    iamAuth,
    iamSupport: supportOf(iamAuth),
    pendingChanges: pendingChanges(instance.PendingModifiedValues, { ...instance }),
    maintenanceWindow,
    instanceClass: instance.DBInstanceClass ?? null,
    multiAz: instance.MultiAZ ?? false,
    masterUsername: instance.MasterUsername ?? null,
    masterSecretArn: instance.MasterUserSecret?.SecretArn ?? null,
    databaseName: instance.DBName ?? null,
    tlsEnforced: null,
    certificateAuthority: instance.CACertificateIdentifier ?? null,
    parameterGroup: instance.DBParameterGroups?.[0]?.DBParameterGroupName ?? null,
    publiclyAccessible: instance.PubliclyAccessible ?? null,
    kerberosEnabled: inDirectory(instance.DomainMemberships),
    backupRetentionDays: instance.BackupRetentionPeriod ?? null,
    tags: ownTags(instance.TagList),
    members: [],
    replicaOf: instance.ReadReplicaSourceDBInstanceIdentifier?.split(':').at(-1) ?? null,
    proxy: null,
  }
}

function mapMember(member: DBClusterMember, instances: Map<string, DBInstance>): ClusterMember {
  const name = member.DBInstanceIdentifier ?? ''
  const instance = instances.get(name)
  return {
    name,
    resourceId: instance?.DbiResourceId ?? '',
    role: member.IsClusterWriter ? 'writer' : 'reader',
    instanceClass: instance?.DBInstanceClass ?? '',
    status: instance?.DBInstanceStatus ?? 'unknown',
    endpoint: endpointOf(instance?.Endpoint?.Address, instance?.Endpoint?.Port),
  }
}

function mapMembers(cluster: DBCluster, instances: Map<string, DBInstance>): ClusterMember[] {
  const members = (cluster.DBClusterMembers ?? []).map(member => mapMember(member, instances))
  return members.sort((a, b) => Number(b.role === 'writer') - Number(a.role === 'writer'))
}

function otherClusterEndpoints({ ReaderEndpoint, CustomEndpoints, Port }: DBCluster) {
  const port = Port ?? 0
  const lower = (host: string) => host.toLowerCase()
  const reader = ReaderEndpoint ? [{ kind: 'reader' as const, host: lower(ReaderEndpoint), port }] : []
  const custom = (CustomEndpoints ?? []).map(host => ({ kind: 'custom' as const, host: lower(host), port }))
  return [...reader, ...custom]
}

export function mapCluster(cluster: DBCluster, instances: Map<string, DBInstance>): Target | null {
  const known = identity('cluster', [
    cluster.DBClusterIdentifier,
    cluster.DbClusterResourceId,
    cluster.DBClusterArn,
  ])
  if (!known) return null
  const engine = cluster.Engine ?? ''
  const engineVersion = cluster.EngineVersion ?? ''
  const status = cluster.Status ?? 'unknown'
  const maintenanceWindow = cluster.PreferredMaintenanceWindow ?? null
  const members = mapMembers(cluster, instances)
  const writer = instances.get(members[0]?.name ?? '')
  const iamAuth = iamAuthOf({
    enabled: cluster.IAMDatabaseAuthenticationEnabled ?? false,
    pending: cluster.PendingModifiedValues?.IAMDatabaseAuthenticationEnabled,
    status,
    unsupported: engineWithoutIam(engine, engineVersion, cluster.EngineMode),
    maintenanceWindow,
  })
  return {
    kind: engine.startsWith('aurora') ? 'auroraCluster' : 'multiAzCluster',
    ...known,
    engine,
    engineVersion,
    family: familyOfEngine(engine).id,
    engineLabel: engineLabel(engine, engineVersion),
    status,
    endpoint: endpointOf(cluster.Endpoint, cluster.Port),
    otherEndpoints: otherClusterEndpoints(cluster),
    iamAuth,
    iamSupport: supportOf(iamAuth),
    pendingChanges: pendingChanges(cluster.PendingModifiedValues, { ...cluster }),
    maintenanceWindow,
    instanceClass: cluster.DBClusterInstanceClass ?? (members[0]?.instanceClass || null),
    multiAz: cluster.MultiAZ ?? members.length > 1,
    masterUsername: cluster.MasterUsername ?? null,
    masterSecretArn: cluster.MasterUserSecret?.SecretArn ?? null,
    databaseName: cluster.DatabaseName ?? null,
    tlsEnforced: null,
    certificateAuthority: cluster.CertificateDetails?.CAIdentifier ?? writer?.CACertificateIdentifier ?? null,
    parameterGroup: cluster.DBClusterParameterGroup ?? null,
    publiclyAccessible: cluster.PubliclyAccessible ?? writer?.PubliclyAccessible ?? null,
    kerberosEnabled: inDirectory(cluster.DomainMemberships),
    backupRetentionDays: cluster.BackupRetentionPeriod ?? null,
    tags: ownTags(cluster.TagList),
    members,
    replicaOf: cluster.ReplicationSourceIdentifier?.split(':').at(-1) ?? null,
    proxy: null,
  }
}
