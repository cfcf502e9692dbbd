import { nextWindow } from '@/lib/simulator/aws/rds/lifecycle'
import { addCastClusters } from '@/lib/simulator/world/cast-clusters'
import { ID, INVENTORY_SECRET } from '@/lib/simulator/world/cast-ids'
import { RdsBuilder } from '@/lib/simulator/world/rds-builder'
import { ACCOUNT, roleArn } from '@/lib/simulator/world/statements'
import type { World } from '@/lib/simulator/world/world'

export function addCastTargets(world: World, now: Date): void {
  const east = new RdsBuilder(world, 'us-east-1', 'c9xk2m4ab7qz')
  addParameterGroups(east)
  addPostgres(east)
  addMySql(east, now)
  addProxy(east)
  addHistory(east)
  addCastClusters(east, now)
  addWest(world)
  addIreland(world)
}

function addParameterGroups(builder: RdsBuilder): void {
  builder.region.parameterGroups.set('larkspur-mysql', { require_secure_transport: '1' })
  builder.region.parameterGroups.set('fraud-pg16', { 'rds.force_ssl': '0' })
}

function addPostgres(east: RdsBuilder): void {
  east.instance({
    identifier: 'orders-prod',
    resourceId: ID.ordersProd,
    engine: 'postgres',
    databaseName: 'orders',
    logExports: ['postgresql', 'iam-db-auth-error'],
    settings: { engineVersion: '16.4', iamAuth: true, instanceClass: 'db.r6g.xlarge', multiAz: true },
    tags: { environment: 'production', owner: 'checkout' },
  })
  east.instance({
    identifier: 'inventory-staging',
    resourceId: ID.inventoryStaging,
    engine: 'postgres',
    databaseName: 'inventory',
    deletionProtection: false,
    masterSecret: { arn: INVENTORY_SECRET, password: 'inventory-master-demo' },
    settings: { engineVersion: '16.3', instanceClass: 'db.t4g.medium' },
    tags: { environment: 'staging', owner: 'warehouse' },
  })
  east.instance({
    identifier: 'fraud-scoring-prod',
    resourceId: ID.fraudScoring,
    engine: 'postgres',
    databaseName: 'scoring',
    parameterGroup: 'fraud-pg16',
    settings: { engineVersion: '16.3', iamAuth: true },
    tags: {
      environment: 'production',
      owner: 'risk',
      'aws:cloudformation:stack-name': 'fraud-scoring',
      'aws:cloudformation:logical-id': 'ScoringDatabase',
    },
  })
}

function addMySql(east: RdsBuilder, now: Date): void {
  const maintenanceWindow = 'tue:04:00-tue:04:30'
  east.instance({
    identifier: 'billing-prod',
    resourceId: ID.billingProd,
    engine: 'mysql',
    databaseName: 'billing',
    parameterGroup: 'larkspur-mysql',
    maintenanceWindow,
    pending: { instanceClass: 'db.m6g.xlarge', backupRetention: 14 },
    pendingDueAt: nextWindow(maintenanceWindow, now),
    settings: { engineVersion: '8.0.39', instanceClass: 'db.m6g.large' },
    tags: { environment: 'production', owner: 'finance' },
  })
  east.instance({
    identifier: 'partner-api-prod',
    resourceId: ID.partnerApi,
    engine: 'mysql',
    databaseName: 'partners',
    parameterGroup: 'larkspur-mysql',
    settings: { engineVersion: '8.4.2', iamAuth: true },
    tags: { environment: 'production', owner: 'partners' },
  })
  east.instance({
    identifier: 'catalog-prod',
    resourceId: ID.catalogProd,
    engine: 'mariadb',
    databaseName: 'catalog',
    parameterGroup: 'larkspur-mysql',
    settings: { engineVersion: '10.11.9', iamAuth: true, caCertificate: 'rds-ca-2019' },
    tags: { environment: 'production', owner: 'catalog' },
  })
  east.instance({
    identifier: 'warehouse-legacy',
    resourceId: ID.warehouseLegacy,
    engine: 'mariadb',
    databaseName: 'warehouse',
    settings: { engineVersion: '10.5.26', instanceClass: 'db.m5.large' },
    tags: { environment: 'production', owner: 'warehouse' },
  })
}

function addProxy(east: RdsBuilder): void {
  east.proxy({
    name: 'checkout-proxy',
    resourceId: ID.checkoutProxy,
    engineFamily: 'POSTGRESQL',
    roleArn: roleArn('checkout-proxy-role'),
    auth: [
      {
        secretArn: `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:checkout/legacy_api-x7Qm2a`,
        iamAuth: 'REQUIRED',
        description: 'checkout, as legacy_api',
        userName: null,
      },
    ],
    targets: [{ instance: 'orders-prod', cluster: null, health: 'AVAILABLE' }],
    tags: { environment: 'production', owner: 'checkout' },
  })
}

function addHistory(east: RdsBuilder): void {
  const arn = (name: string) => `arn:aws:rds:us-east-1:${ACCOUNT}:db:${name}`
  east.region.blueGreen.push({
    id: 'bgd-k2m4x7qzv5nrj3hb',
    name: 'orders-prod-to-16',
    source: arn('orders-prod-old1'),
    target: arn('orders-prod'),
    status: 'SWITCHOVER_COMPLETED',
    createdAt: new Date('2026-11-03T01:30:00Z'),
  })
}

function addWest(world: World): void {
  const west = new RdsBuilder(world, 'us-west-2', 'cq7w3n5xk2vr')
  addParameterGroups(west)
  west.instance({
    identifier: 'orders-replica',
    resourceId: ID.ordersReplica,
    engine: 'postgres',
    databaseName: 'orders',
    replicaSource: `arn:aws:rds:us-east-1:${ACCOUNT}:db:orders-prod`,
    settings: { engineVersion: '16.4', backupRetention: 0 },
    tags: { environment: 'production', owner: 'checkout' },
  })
  west.instance({
    identifier: 'shipping-prod',
    resourceId: ID.shippingProd,
    engine: 'mysql',
    databaseName: 'shipping',
    parameterGroup: 'larkspur-mysql',
    settings: { engineVersion: '8.0.36', iamAuth: true },
    tags: { environment: 'production', owner: 'logistics', ManagedBy: 'Terraform' },
  })
  const metrics = west.cluster({
    identifier: 'metrics-store',
    resourceId: ID.metricsStore,
    engine: 'aurora-postgresql',
    databaseName: 'metrics',
    settings: { engineVersion: '16.3', iamAuth: true, instanceClass: 'db.serverless' },
    tags: { environment: 'production', owner: 'platform' },
  })
  west.member(metrics, 'metrics-store-1', 'db-L5PQN3XVR7TJ2HBKWZYC4DAPE6', 'db.serverless')
}

function addIreland(world: World): void {
  const ireland = new RdsBuilder(world, 'eu-west-1', 'cm4t8v2yd6js')
  ireland.region.parameterGroups.set('loyalty-pg15', { 'rds.force_ssl': '0' })
  ireland.instance({
    identifier: 'loyalty-staging',
    resourceId: ID.loyaltyStaging,
    engine: 'postgres',
    databaseName: 'loyalty',
    status: 'stopped',
    parameterGroup: 'loyalty-pg15',
    deletionProtection: false,
    settings: { engineVersion: '15.7', iamAuth: true, instanceClass: 'db.t4g.medium' },
    tags: { environment: 'staging', owner: 'loyalty' },
  })
}
