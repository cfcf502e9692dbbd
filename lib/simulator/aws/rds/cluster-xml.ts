import { tagsXml } from '@/lib/simulator/aws/rds/instance-xml'
import { list, type XmlObject } from '@/lib/simulator/aws/xml'
import type { DbCluster } from '@/lib/simulator/world/rds-world'

export function clusterXml(cluster: DbCluster): XmlObject {
  const { settings, pending } = cluster
  const aurora = cluster.engine.startsWith('aurora')
  return {
    AllocatedStorage: settings.allocatedStorage,
    BackupRetentionPeriod: settings.backupRetention,
    DatabaseName: cluster.databaseName,
    DBClusterIdentifier: cluster.identifier,
    DBClusterParameterGroup: cluster.parameterGroup,
    Status: cluster.status,
    Endpoint: cluster.address,
    ReaderEndpoint: cluster.readerAddress,
    CustomEndpoints: list(
      'member',
      cluster.customEndpoints.map(({ address }) => address),
    ),
    MultiAZ: settings.multiAz,
    Engine: cluster.engine,
    EngineVersion: settings.engineVersion,
    Port: cluster.port,
    MasterUsername: cluster.masterUser,
    PreferredMaintenanceWindow: cluster.maintenanceWindow,
    DBClusterMembers: list(
      'DBClusterMember',
      cluster.members.map(({ instance, writer }) => ({
        DBInstanceIdentifier: instance,
        IsClusterWriter: writer,
        DBClusterParameterGroupStatus: 'in-sync',
        PromotionTier: 1,
      })),
    ),
    StorageEncrypted: true,
    DbClusterResourceId: cluster.resourceId,
    DBClusterArn: cluster.arn,
    IAMDatabaseAuthenticationEnabled: settings.iamAuth,
    ClusterCreateTime: cluster.createdAt,
    EnabledCloudwatchLogsExports: list('member', cluster.logExports),
    PendingModifiedValues:
      Object.keys(pending).length === 0
        ? undefined
        : {
            EngineVersion: pending.engineVersion,
            BackupRetentionPeriod: pending.backupRetention,
            AllocatedStorage: pending.allocatedStorage,
            IAMDatabaseAuthenticationEnabled: pending.iamAuth,
          },
    EngineMode: cluster.engineMode,
    DeletionProtection: cluster.deletionProtection,
    HttpEndpointEnabled: false,
    CopyTagsToSnapshot: true,
    CrossAccountClone: false,
    DomainMemberships: list('DomainMembership', []),
    TagList: tagsXml(cluster.tags),
    GlobalClusterIdentifier: cluster.globalCluster,
    DBClusterInstanceClass: aurora ? undefined : settings.instanceClass,
    NetworkType: 'IPV4',
  }
}

/** Of Aurora alone: a Multi-AZ DB cluster has no custom endpoints, and AWS lists none of it here. */
export function clusterEndpointsXml(cluster: DbCluster): XmlObject[] {
  if (!cluster.engine.startsWith('aurora')) return []
  const own = (type: string, address: string) => ({ EndpointType: type, Endpoint: address })
  const custom = cluster.customEndpoints.map(({ name, address, type, members }) => ({
    DBClusterEndpointIdentifier: name,
    ...own('CUSTOM', address),
    CustomEndpointType: type,
    StaticMembers: list('member', members),
    ExcludedMembers: list('member', []),
  }))
  return [own('WRITER', cluster.address), own('READER', cluster.readerAddress), ...custom].map(endpoint => ({
    DBClusterIdentifier: cluster.identifier,
    Status: 'available',
    ...endpoint,
  }))
}
