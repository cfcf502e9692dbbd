import { createHash } from 'node:crypto'
import {
  type DbCluster,
  type DbInstance,
  type DbProxy,
  emptyRegion,
  type RdsRegion,
  type Settings,
} from '@/lib/simulator/world/rds-world'
import type { World } from '@/lib/simulator/world/world'

type Needed<T, K extends keyof T> = Partial<Omit<T, 'settings' | 'tags'>> &
  Pick<T, K> & { settings: Partial<Settings> & { engineVersion: string }; tags?: Record<string, string> }

export type InstanceOptions = Needed<DbInstance, 'identifier' | 'resourceId' | 'engine'>
export type ClusterOptions = Needed<DbCluster, 'identifier' | 'resourceId' | 'engine'>
export type ProxyOptions = Partial<Omit<DbProxy, 'tags'>> &
  Pick<DbProxy, 'name' | 'resourceId' | 'engineFamily' | 'roleArn' | 'auth' | 'targets'> & {
    tags?: Record<string, string>
  }

const CREATED = new Date('2024-11-18T07:40:00Z')

/** Puts RDS resources into one Region of a world, with the names AWS would give them. */
export class RdsBuilder {
  readonly region: RdsRegion

  constructor(
    private readonly world: World,
    private readonly name: string,
    /** The part of every endpoint name that stands for this account and Region. */
    private readonly zone: string = zoneOf(world.accountId, name),
  ) {
    this.region = world.rds.get(name) ?? emptyRegion()
    world.rds.set(name, this.region)
  }

  instance({ settings, tags, ...given }: InstanceOptions): DbInstance {
    const instance: DbInstance = {
      kind: 'instance',
      ...modifiable(settings),
      arn: this.arn('db', given.identifier),
      address: `${given.identifier}.${this.zone}.${this.name}.rds.amazonaws.com`,
      port: portOf(given.engine),
      masterUser: masterOf(given.engine),
      databaseName: null,
      clusterIdentifier: null,
      replicaSource: null,
      replicas: [],
      publiclyAccessible: false,
      parameterGroup: `default.${given.engine}${settings.engineVersion.split('.')[0]}`,
      kerberos: false,
      createdAt: CREATED,
      tags: tagList(tags),
      ...given,
    }
    this.region.instances.set(instance.identifier, instance)
    return instance
  }

  cluster({ settings, tags, ...given }: ClusterOptions): DbCluster {
    const host = (kind: string) => `${given.identifier}.${kind}-${this.zone}.${this.name}.rds.amazonaws.com`
    const cluster: DbCluster = {
      kind: 'cluster',
      ...modifiable(settings),
      arn: this.arn('cluster', given.identifier),
      engineMode: 'provisioned',
      address: host('cluster'),
      readerAddress: host('cluster-ro'),
      customEndpoints: [],
      port: portOf(given.engine),
      masterUser: masterOf(given.engine),
      databaseName: null,
      members: [],
      globalCluster: null,
      parameterGroup: `default.${given.engine}${settings.engineVersion.split('.')[0]}`,
      createdAt: CREATED,
      tags: tagList(tags),
      ...given,
    }
    this.region.clusters.set(cluster.identifier, cluster)
    return cluster
  }

  member(cluster: DbCluster, identifier: string, resourceId: string, instanceClass: string): DbInstance {
    cluster.members.push({ instance: identifier, writer: cluster.members.length === 0 })
    return this.instance({
      identifier,
      resourceId,
      engine: cluster.engine,
      clusterIdentifier: cluster.identifier,
      port: cluster.port,
      masterUser: cluster.masterUser,
      databaseName: cluster.databaseName,
      maintenanceWindow: cluster.maintenanceWindow,
      settings: { ...cluster.settings, instanceClass },
    })
  }

  proxy({ tags, ...given }: ProxyOptions): DbProxy {
    const proxy: DbProxy = {
      kind: 'proxy',
      arn: this.arn('db-proxy', given.resourceId),
      status: 'available',
      address: `${given.name}.proxy-${this.zone}.${this.name}.rds.amazonaws.com`,
      requireTls: true,
      defaultAuthScheme: 'NONE',
      endpoints: [],
      createdAt: CREATED,
      tags: tagList(tags),
      ...given,
    }
    this.region.proxies.set(proxy.name, proxy)
    return proxy
  }

  private arn(type: string, name: string): string {
    return `arn:${this.world.partition}:rds:${this.name}:${this.world.accountId}:${type}:${name}`
  }
}

function modifiable(settings: Partial<Settings> & { engineVersion: string }) {
  return {
    status: 'available',
    settings: {
      iamAuth: false,
      instanceClass: 'db.r6g.large',
      allocatedStorage: 100,
      backupRetention: 7,
      multiAz: false,
      caCertificate: 'rds-ca-rsa2048-g1',
      ...settings,
    },
    pending: {},
    pendingDueAt: null,
    applying: null,
    maintenanceWindow: 'sun:03:00-sun:03:30',
    logExports: [],
    deletionProtection: true,
    monitoringInterval: 0,
  }
}

const PORTS: Record<string, number> = { postgres: 5432, 'aurora-postgresql': 5432 }

function portOf(engine: string): number {
  if (engine.startsWith('oracle')) return 1521
  return engine.startsWith('sqlserver') ? 1433 : (PORTS[engine] ?? 3306)
}

function masterOf(engine: string): string {
  return engine.includes('postgres') ? 'postgres' : 'admin'
}

function zoneOf(accountId: string, region: string): string {
  const digest = createHash('sha256').update(`${accountId}/${region}`).digest()
  return `c${[...digest.subarray(0, 11)].map(byte => 'abcdefghijklmnopqrstuvwxyz0123456789'[byte % 36]).join('')}`
}

function tagList(tags: Record<string, string> = {}) {
  return Object.entries(tags).map(([key, value]) => ({ key, value }))
}
