import {
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  ModifyDBClusterCommand,
  ModifyDBInstanceCommand,
  type RDSClient,
} from '@aws-sdk/client-rds'
import { describe, expect } from 'vitest'
import { account } from '@/lib/simulator/aws/testing/account-fixture'

const SETTLE_MS = 6_000

async function instance(client: RDSClient, name: string) {
  const answer = await client.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: name }))
  const found = answer.DBInstances?.[0]
  return {
    status: found?.DBInstanceStatus,
    on: found?.IAMDatabaseAuthenticationEnabled,
    pending: found?.PendingModifiedValues,
    instanceClass: found?.DBInstanceClass,
  }
}

function switchInstance(name: string, on: boolean, now = true) {
  return new ModifyDBInstanceCommand({
    DBInstanceIdentifier: name,
    EnableIAMDatabaseAuthentication: on,
    ApplyImmediately: now,
  })
}

describe('the visible life of a modify', () => {
  account('an instance is pending, then configuring, then available and on', async ({ rds, clock }) => {
    const client = rds()
    const at = clock.now.getTime()
    const answer = await client.send(switchInstance('inventory-staging', true))
    expect(answer.DBInstance?.PendingModifiedValues?.IAMDatabaseAuthenticationEnabled).toBe(true)
    expect(await instance(client, 'inventory-staging')).toMatchObject({ status: 'available', on: false })
    clock.now = new Date(at + SETTLE_MS)
    expect(await instance(client, 'inventory-staging')).toMatchObject({
      status: 'configuring-iam-database-auth',
      on: false,
      pending: { IAMDatabaseAuthenticationEnabled: true },
    })
    await expect(client.send(switchInstance('inventory-staging', false))).rejects.toMatchObject({
      name: 'InvalidDBInstanceStateFault',
      Code: 'InvalidDBInstanceState',
    })
    clock.now = new Date(at + 2 * SETTLE_MS)
    expect(await instance(client, 'inventory-staging')).toMatchObject({
      status: 'available',
      on: true,
      pending: {},
    })
  })

  account('applying now carries out every other waiting change', async ({ rds, clock }) => {
    const client = rds()
    const at = clock.now.getTime()
    expect(await instance(client, 'billing-prod')).toMatchObject({
      pending: { DBInstanceClass: 'db.m6g.xlarge', BackupRetentionPeriod: 14 },
      instanceClass: 'db.m6g.large',
    })
    await client.send(switchInstance('billing-prod', true))
    clock.now = new Date(at + SETTLE_MS)
    expect(await instance(client, 'billing-prod')).toMatchObject({ status: 'modifying', on: false })
    clock.now = new Date(at + 2 * SETTLE_MS)
    expect(await instance(client, 'billing-prod')).toMatchObject({
      status: 'configuring-iam-database-auth',
      instanceClass: 'db.m6g.xlarge',
    })
    clock.now = new Date(at + 3 * SETTLE_MS)
    expect(await instance(client, 'billing-prod')).toMatchObject({
      status: 'available',
      on: true,
      pending: {},
    })
  })

  account('waits for the maintenance window and can be taken back', async ({ rds, clock }) => {
    // The clock jumps a week: the client corrects its own on the second attempt.
    const client = rds({ maxAttempts: 2 })
    await client.send(switchInstance('inventory-staging', true, false))
    clock.now = new Date(clock.now.getTime() + 60_000)
    expect(await instance(client, 'inventory-staging')).toMatchObject({
      status: 'available',
      on: false,
      pending: { IAMDatabaseAuthenticationEnabled: true },
    })
    await client.send(switchInstance('inventory-staging', false, false))
    expect((await instance(client, 'inventory-staging')).pending).toEqual({})
    await client.send(switchInstance('inventory-staging', true, false))
    clock.now = new Date(clock.now.getTime() + 7 * 24 * 3_600_000 + 2 * SETTLE_MS)
    expect(await instance(client, 'inventory-staging')).toMatchObject({ on: true, pending: {} })
  })

  account('a cluster owns the switch of its members', async ({ rds, clock }) => {
    const client = rds()
    await expect(client.send(switchInstance('analytics-dw-1', false))).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
    })
    const at = clock.now.getTime()
    await client.send(
      new ModifyDBClusterCommand({
        DBClusterIdentifier: 'analytics-dw',
        EnableIAMDatabaseAuthentication: false,
        ApplyImmediately: true,
      }),
    )
    clock.now = new Date(at + SETTLE_MS)
    expect(await instance(client, 'analytics-dw-2')).toMatchObject({
      status: 'configuring-iam-database-auth',
    })
    clock.now = new Date(at + 2 * SETTLE_MS)
    const clusters = await client.send(new DescribeDBClustersCommand({ DBClusterIdentifier: 'analytics-dw' }))
    expect(clusters.DBClusters?.[0]).toMatchObject({
      Status: 'available',
      IAMDatabaseAuthenticationEnabled: false,
    })
    expect(await instance(client, 'analytics-dw-2')).toMatchObject({ on: false })
  })

  account('log exports change at once, whatever else waits', async ({ rds }) => {
    const client = rds()
    const answer = await client.send(
      new ModifyDBInstanceCommand({
        DBInstanceIdentifier: 'fraud-scoring-prod',
        CloudwatchLogsExportConfiguration: { EnableLogTypes: ['iam-db-auth-error'] },
        ApplyImmediately: false,
      }),
    )
    expect(answer.DBInstance?.EnabledCloudwatchLogsExports).toEqual(['iam-db-auth-error'])
    expect(answer.DBInstance?.PendingModifiedValues).toEqual({})
  })

  account('a switch asked back before it started never happens', async ({ rds, clock }) => {
    const client = rds()
    const at = clock.now.getTime()
    await client.send(switchInstance('inventory-staging', true))
    await client.send(switchInstance('inventory-staging', false))
    clock.now = new Date(at + 10 * SETTLE_MS)
    expect(await instance(client, 'inventory-staging')).toMatchObject({
      status: 'available',
      on: false,
      pending: {},
    })
  })

  account('identity-prod is switched on when its window comes', async ({ rds, clock }) => {
    // The clock jumps a week: the client corrects its own on the second attempt.
    const client = rds({ maxAttempts: 2 })
    const read = async () => {
      const answer = await client.send(
        new DescribeDBClustersCommand({ DBClusterIdentifier: 'identity-prod' }),
      )
      return answer.DBClusters?.[0]
    }
    expect(await read()).toMatchObject({
      IAMDatabaseAuthenticationEnabled: false,
      PendingModifiedValues: { IAMDatabaseAuthenticationEnabled: true },
    })
    clock.now = new Date(clock.now.getTime() + 8 * 24 * 3_600_000)
    expect(await read()).toMatchObject({ IAMDatabaseAuthenticationEnabled: true, Status: 'available' })
  })

  account('refuses what the configuration cannot do', async ({ rds }) => {
    const client = rds()
    const unsupported = {
      name: 'InvalidParameterCombination',
      message: expect.stringContaining('not supported'),
    }
    await expect(client.send(switchInstance('warehouse-legacy', true))).rejects.toMatchObject(unsupported)
    const ledger = { DBClusterIdentifier: 'ledger-prod', EnableIAMDatabaseAuthentication: true }
    await expect(client.send(new ModifyDBClusterCommand(ledger))).rejects.toMatchObject(unsupported)
    await expect(client.send(switchInstance('nobody', true))).rejects.toMatchObject({
      name: 'DBInstanceNotFoundFault',
      Code: 'DBInstanceNotFound',
      $metadata: { httpStatusCode: 404 },
    })
    const rename = { DBInstanceIdentifier: 'inventory-staging', NewDBInstanceIdentifier: 'other' }
    await expect(client.send(new ModifyDBInstanceCommand(rename))).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    })
  })
})
