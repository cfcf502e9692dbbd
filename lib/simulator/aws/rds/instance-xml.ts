import { list, type XmlObject } from '@/lib/simulator/aws/xml'
import type { Tag } from '@/lib/simulator/world/iam-world'
import type { DbInstance, RdsRegion, Settings } from '@/lib/simulator/world/rds-world'

/** A cluster that switches takes its members along. */
const CONFIGURING = 'configuring-iam-database-auth'

export function instanceXml(instance: DbInstance, region: RdsRegion): XmlObject {
  const { settings } = instance
  const cluster = instance.clusterIdentifier ? region.clusters.get(instance.clusterIdentifier) : undefined
  return {
    DBInstanceIdentifier: instance.identifier,
    DBInstanceClass: settings.instanceClass,
    Engine: instance.engine,
    DBInstanceStatus: cluster?.status === CONFIGURING ? CONFIGURING : instance.status,
    MasterUsername: instance.masterUser,
    MasterUserSecret: instance.masterSecret
      ? { SecretArn: instance.masterSecret.arn, SecretStatus: 'active' }
      : undefined,
    DBName: instance.databaseName,
    Endpoint:
      instance.status === 'creating'
        ? undefined
        : { Address: instance.address, Port: instance.port, HostedZoneId: 'Z2R2ITUGPM61AM' },
    AllocatedStorage: settings.allocatedStorage,
    InstanceCreateTime: instance.createdAt,
    BackupRetentionPeriod: cluster?.settings.backupRetention ?? settings.backupRetention,
    DBParameterGroups: list('DBParameterGroup', [
      { DBParameterGroupName: instance.parameterGroup, ParameterApplyStatus: 'in-sync' },
    ]),
    PreferredMaintenanceWindow: instance.maintenanceWindow,
    PendingModifiedValues: pendingXml(instance.pending),
    MultiAZ: settings.multiAz,
    EngineVersion: settings.engineVersion,
    AutoMinorVersionUpgrade: true,
    ReadReplicaSourceDBInstanceIdentifier: instance.replicaSource,
    ReadReplicaDBInstanceIdentifiers: list('ReadReplicaDBInstanceIdentifier', instance.replicas),
    PubliclyAccessible: instance.publiclyAccessible,
    StorageType: instance.engine.startsWith('aurora') ? 'aurora' : 'gp3',
    DbInstancePort: 0,
    DBClusterIdentifier: instance.clusterIdentifier,
    StorageEncrypted: true,
    DbiResourceId: instance.resourceId,
    CACertificateIdentifier: settings.caCertificate,
    DomainMemberships: list('DomainMembership', instance.kerberos ? [KERBEROS] : []),
    CopyTagsToSnapshot: true,
    MonitoringInterval: instance.monitoringInterval,
    DBInstanceArn: instance.arn,
    IAMDatabaseAuthenticationEnabled: cluster?.settings.iamAuth ?? settings.iamAuth,
    PerformanceInsightsEnabled: false,
    EnabledCloudwatchLogsExports: list('member', instance.logExports),
    DeletionProtection: instance.deletionProtection,
    TagList: tagsXml(instance.tags),
    NetworkType: 'IPV4',
    CertificateDetails: {
      CAIdentifier: settings.caCertificate,
      ValidTill: caValidTill(settings.caCertificate),
    },
  }
}

const KERBEROS: XmlObject = {
  Domain: 'd-926741f2a8',
  Status: 'kerberos-enabled',
  FQDN: 'corp.larkspur.example',
  IAMRoleName: 'rds-directoryservice-access',
}

export function caValidTill(certificate: string): string {
  return certificate === 'rds-ca-2019' ? '2024-08-22T17:08:50Z' : '2061-05-25T22:34:57Z'
}

function pendingXml(pending: Partial<Settings>): XmlObject {
  return {
    DBInstanceClass: pending.instanceClass,
    AllocatedStorage: pending.allocatedStorage,
    BackupRetentionPeriod: pending.backupRetention,
    MultiAZ: pending.multiAz,
    EngineVersion: pending.engineVersion,
    CACertificateIdentifier: pending.caCertificate,
    IAMDatabaseAuthenticationEnabled: pending.iamAuth,
  }
}

export function tagsXml(tags: readonly Tag[]) {
  return list(
    'Tag',
    tags.map(({ key, value }) => ({ Key: key, Value: value })),
  )
}
