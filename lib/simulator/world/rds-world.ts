import type { Tag } from '@/lib/simulator/world/iam-world'

/** What a modify can change; the rest of an instance never moves here. */
export interface Settings {
  iamAuth: boolean
  instanceClass: string
  engineVersion: string
  allocatedStorage: number
  backupRetention: number
  multiAz: boolean
  caCertificate: string
}

export interface Modifiable {
  status: string
  settings: Settings
  pending: Partial<Settings>
  /** When waiting changes start by themselves; null while nothing waits. */
  pendingDueAt: Date | null
  applying: { startedAt: Date; values: Partial<Settings> } | null
  /** `sun:03:00-sun:03:30` */
  maintenanceWindow: string
  logExports: string[]
  deletionProtection: boolean
  monitoringInterval: number
}

export interface DbInstance extends Modifiable {
  kind: 'instance'
  identifier: string
  resourceId: string
  arn: string
  engine: string
  address: string
  port: number
  masterUser: string
  /** Kept and rotated by RDS in Secrets Manager. */
  masterSecret?: { arn: string; password: string }
  databaseName: string | null
  clusterIdentifier: string | null
  replicaSource: string | null
  replicas: string[]
  publiclyAccessible: boolean
  parameterGroup: string
  kerberos: boolean
  createdAt: Date
  tags: Tag[]
}

interface CustomEndpoint {
  name: string
  address: string
  type: 'READER' | 'ANY'
  /** Empty: every member of that type. */
  members: string[]
}

export interface DbCluster extends Modifiable {
  kind: 'cluster'
  identifier: string
  resourceId: string
  arn: string
  engine: string
  engineMode: string
  address: string
  readerAddress: string
  customEndpoints: CustomEndpoint[]
  port: number
  masterUser: string
  databaseName: string | null
  members: { instance: string; writer: boolean }[]
  globalCluster: string | null
  parameterGroup: string
  createdAt: Date
  tags: Tag[]
}

export interface DbProxy {
  kind: 'proxy'
  name: string
  resourceId: string
  arn: string
  status: string
  engineFamily: 'MYSQL' | 'POSTGRESQL' | 'SQLSERVER'
  address: string
  requireTls: boolean
  roleArn: string
  defaultAuthScheme: 'NONE' | 'IAM_AUTH'
  auth: {
    secretArn: string
    iamAuth: 'DISABLED' | 'REQUIRED'
    description: string
    userName: string | null
  }[]
  targets: { instance: string | null; cluster: string | null; health: 'AVAILABLE' | 'UNAVAILABLE' }[]
  endpoints: { name: string; address: string; role: 'READ_WRITE' | 'READ_ONLY' }[]
  createdAt: Date
  tags: Tag[]
}

interface RdsEvent {
  at: Date
  source: string
  sourceType: 'db-instance' | 'db-cluster' | 'db-proxy'
  sourceArn: string
  message: string
  categories: string[]
}

interface BlueGreenDeployment {
  id: string
  name: string
  source: string
  target: string
  status: string
  createdAt: Date
}

interface GlobalCluster {
  identifier: string
  resourceId: string
  engine: string
  engineVersion: string
  members: { clusterArn: string; writer: boolean }[]
}

export interface RdsRegion {
  instances: Map<string, DbInstance>
  clusters: Map<string, DbCluster>
  proxies: Map<string, DbProxy>
  /** Parameter group name → parameter → value. */
  parameterGroups: Map<string, Record<string, string>>
  blueGreen: BlueGreenDeployment[]
  globalClusters: GlobalCluster[]
  events: RdsEvent[]
}

export function emptyRegion(): RdsRegion {
  return {
    instances: new Map(),
    clusters: new Map(),
    proxies: new Map(),
    parameterGroups: new Map(),
    blueGreen: [],
    globalClusters: [],
    events: [],
  }
}
