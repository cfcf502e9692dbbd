import 'server-only'
import type { ClusterPendingModifiedValues, PendingModifiedValues } from '@aws-sdk/client-rds'
import type { PendingChange } from '@/lib/access/model/target'

type Pending = PendingModifiedValues & ClusterPendingModifiedValues
type Current = Record<string, unknown>

/**
 * In words, and whether applying it now interrupts connections (null: AWS does not say). RDS User Guide,
 * "Settings for DB instances"; Aurora User Guide, "Modifying an Amazon Aurora DB cluster".
 */
const FIELDS: Record<string, { label: string; restarts: boolean | null }> = {
  IAMDatabaseAuthenticationEnabled: { label: 'IAM authentication', restarts: false },
  DBInstanceClass: { label: 'Instance class', restarts: true },
  EngineVersion: { label: 'Engine version', restarts: true },
  AllocatedStorage: { label: 'Storage', restarts: false },
  Iops: { label: 'Provisioned IOPS', restarts: false },
  StorageThroughput: { label: 'Storage throughput', restarts: false },
  StorageType: { label: 'Storage type', restarts: null },
  MultiAZ: { label: 'Multi-AZ', restarts: false },
  BackupRetentionPeriod: { label: 'Backup retention', restarts: false },
  MasterUserPassword: { label: 'Master password', restarts: false },
  Port: { label: 'Port', restarts: true },
  DBInstanceIdentifier: { label: 'Instance name', restarts: true },
  DBClusterIdentifier: { label: 'Cluster name', restarts: null },
  CACertificateIdentifier: { label: 'Certificate authority', restarts: null },
  DBSubnetGroupName: { label: 'Subnet group', restarts: true },
  LicenseModel: { label: 'License model', restarts: null },
  ProcessorFeatures: { label: 'Processor features', restarts: true },
  DedicatedLogVolume: { label: 'Dedicated log volume', restarts: true },
  MultiTenant: { label: 'Multi-tenant', restarts: true },
  Engine: { label: 'Engine', restarts: true },
  PendingCloudwatchLogsExports: { label: 'Log exports', restarts: false },
}

function words(field: string, value: unknown): string {
  if (field === 'MasterUserPassword') return 'a new password'
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (field === 'AllocatedStorage' && typeof value === 'number') return `${value} GiB`
  if (field === 'BackupRetentionPeriod' && typeof value === 'number') {
    return value === 1 ? '1 day' : `${value} days`
  }
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  if (value instanceof Date) return value.toISOString()
  return JSON.stringify(value)
}

/** Backups going from none to some, or back, interrupt the instance; other values do not. */
function restartsFor(field: string, before: unknown, after: unknown): boolean | null {
  if (field === 'BackupRetentionPeriod') return (before === 0) !== (after === 0)
  return FIELDS[field]?.restarts ?? null
}

const sentenceCase = (field: string) =>
  field.replace(/([a-z])([A-Z])/g, (_, left: string, right: string) => `${left} ${right.toLowerCase()}`)

/** Everything that waits, the switch itself included. */
export function pendingChanges(pending: Pending | undefined, current: Current): PendingChange[] {
  const entries = Object.entries(pending ?? {}).filter(([, value]) => value !== undefined && value !== null)
  return entries.map(([field, after]) => {
    const before = current[field]
    const known = before !== undefined && before !== null && field !== 'MasterUserPassword'
    return {
      field,
      label: FIELDS[field]?.label ?? sentenceCase(field),
      before: known ? words(field, before) : null,
      after: words(field, after),
      restarts: restartsFor(field, before, after),
    }
  })
}
