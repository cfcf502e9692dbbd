import { nextWindow } from '@/lib/simulator/aws/rds/lifecycle'
import { ID } from '@/lib/simulator/world/cast-ids'
import type { RdsBuilder } from '@/lib/simulator/world/rds-builder'

export function addCastClusters(east: RdsBuilder, now: Date): void {
  addAnalytics(east)
  addLedger(east)
  addIdentity(east, now)
}

function addAnalytics(east: RdsBuilder): void {
  const cluster = east.cluster({
    identifier: 'analytics-dw',
    resourceId: ID.analyticsDw,
    engine: 'aurora-postgresql',
    databaseName: 'dw',
    customEndpoints: [
      {
        name: 'bi',
        address: 'bi.cluster-custom-c9xk2m4ab7qz.us-east-1.rds.amazonaws.com',
        type: 'READER',
        members: ['analytics-dw-2'],
      },
    ],
    settings: { engineVersion: '15.8', iamAuth: true, instanceClass: 'db.r6g.2xlarge' },
    tags: { environment: 'production', owner: 'data' },
  })
  east.member(cluster, 'analytics-dw-1', ID.analyticsDwWriter, 'db.r6g.2xlarge')
  east.member(cluster, 'analytics-dw-2', ID.analyticsDwReader, 'db.r6g.xlarge')
}

/** Off, and cannot be switched on before its small member is replaced: db.t3.small cannot do IAM. */
function addLedger(east: RdsBuilder): void {
  const cluster = east.cluster({
    identifier: 'ledger-prod',
    resourceId: ID.ledgerProd,
    engine: 'aurora-mysql',
    databaseName: 'ledger',
    settings: { engineVersion: '8.0.mysql_aurora.3.07.1', backupRetention: 35 },
    tags: { environment: 'production', owner: 'finance' },
  })
  east.member(cluster, 'ledger-prod-1', 'db-R6KQN3XVM5TJ2HBZLWYC7DAPE4', 'db.r6g.large')
  east.member(cluster, 'ledger-prod-2', 'db-S7LRP4YWN6UK3JCAMXZD2EBQF5', 'db.t3.small')
}

/** A Multi-AZ DB cluster whose switch waits for Sunday night. */
function addIdentity(east: RdsBuilder, now: Date): void {
  const maintenanceWindow = 'sun:03:00-sun:03:30'
  const cluster = east.cluster({
    identifier: 'identity-prod',
    resourceId: ID.identityProd,
    engine: 'postgres',
    databaseName: 'identity',
    maintenanceWindow,
    pending: { iamAuth: true },
    pendingDueAt: nextWindow(maintenanceWindow, now),
    settings: { engineVersion: '16.4', multiAz: true, instanceClass: 'db.m6gd.large' },
    tags: { environment: 'production', owner: 'identity' },
  })
  east.member(cluster, 'identity-prod-instance-1', 'db-A3TWN5XVQ2KJ7HBMLZYC4DRPE6', 'db.m6gd.large')
  east.member(cluster, 'identity-prod-instance-2', 'db-B4UXP6YWR3LK2JCNMAZD5ESQF7', 'db.m6gd.large')
  east.member(cluster, 'identity-prod-instance-3', 'db-C5VYQ7ZXS4ML3KDPNBWE6FTRG2', 'db.m6gd.large')
}
