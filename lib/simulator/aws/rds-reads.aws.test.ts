import {
  AddTagsToResourceCommand,
  DescribeBlueGreenDeploymentsCommand,
  DescribeCertificatesCommand,
  DescribeDBClusterEndpointsCommand,
  DescribeDBClustersCommand,
  DescribeDBEngineVersionsCommand,
  DescribeDBInstancesCommand,
  DescribeDBParametersCommand,
  DescribeDBProxiesCommand,
  DescribeDBProxyEndpointsCommand,
  DescribeDBProxyTargetsCommand,
  DescribeEventsCommand,
  DescribeGlobalClustersCommand,
  DescribeOrderableDBInstanceOptionsCommand,
  ListTagsForResourceCommand,
  paginateDescribeDBInstances,
} from '@aws-sdk/client-rds'
import { describe, expect } from 'vitest'
import { account, largeAccountTest } from '@/lib/simulator/aws/testing/account-fixture'
import { ID } from '@/lib/simulator/world/cast-ids'

describe('reading RDS', () => {
  account('filters instances by resource id, cluster and engine', async ({ rds }) => {
    const names = async (Name: string, Values: string[]) => {
      const answer = await rds().send(new DescribeDBInstancesCommand({ Filters: [{ Name, Values }] }))
      return answer.DBInstances?.map(instance => instance.DBInstanceIdentifier)
    }
    expect(await names('dbi-resource-id', [ID.ordersProd, ID.ordersProdGone])).toEqual(['orders-prod'])
    expect(await names('db-cluster-id', ['analytics-dw'])).toEqual(['analytics-dw-1', 'analytics-dw-2'])
    expect(await names('engine', ['mariadb'])).toEqual(['catalog-prod', 'warehouse-legacy'])
    await expect(names('colour', ['red'])).rejects.toMatchObject({ name: 'InvalidParameterValue' })
    const clusters = await rds().send(
      new DescribeDBClustersCommand({
        Filters: [{ Name: 'db-cluster-resource-id', Values: [ID.ledgerProd] }],
      }),
    )
    expect(clusters.DBClusters?.map(cluster => cluster.DBClusterIdentifier)).toEqual(['ledger-prod'])
  })

  account('tells writers from readers, and proxies from what they lead to', async ({ rds }) => {
    const clusters = await rds().send(new DescribeDBClustersCommand({ DBClusterIdentifier: 'analytics-dw' }))
    expect(clusters.DBClusters?.[0]).toMatchObject({
      Endpoint: 'analytics-dw.cluster-c9xk2m4ab7qz.us-east-1.rds.amazonaws.com',
      ReaderEndpoint: 'analytics-dw.cluster-ro-c9xk2m4ab7qz.us-east-1.rds.amazonaws.com',
      DBClusterMembers: [
        { DBInstanceIdentifier: 'analytics-dw-1', IsClusterWriter: true },
        { DBInstanceIdentifier: 'analytics-dw-2', IsClusterWriter: false },
      ],
    })
    const proxies = await rds().send(new DescribeDBProxiesCommand({}))
    expect(proxies.DBProxies?.[0]).toMatchObject({
      DBProxyName: 'checkout-proxy',
      DBProxyArn: `arn:aws:rds:us-east-1:111122223333:db-proxy:${ID.checkoutProxy}`,
      RequireTLS: true,
      Auth: [{ AuthScheme: 'SECRETS', IAMAuth: 'REQUIRED' }],
    })
    const targets = await rds().send(new DescribeDBProxyTargetsCommand({ DBProxyName: 'checkout-proxy' }))
    expect(targets.Targets?.[0]).toMatchObject({
      RdsResourceId: 'orders-prod',
      Port: 5432,
      Type: 'RDS_INSTANCE',
    })
    const endpoints = await rds().send(new DescribeDBProxyEndpointsCommand({ DBProxyName: 'checkout-proxy' }))
    expect(endpoints.DBProxyEndpoints?.[0]).toMatchObject({ IsDefault: true, TargetRole: 'READ_WRITE' })
    await expect(rds().send(new DescribeDBProxiesCommand({ DBProxyName: 'none' }))).rejects.toMatchObject({
      name: 'DBProxyNotFoundFault',
    })
  })

  account('tells what a custom endpoint of a cluster leads to', async ({ rds }) => {
    const DBClusterIdentifier = 'analytics-dw'
    const { DBClusterEndpoints } = await rds().send(
      new DescribeDBClusterEndpointsCommand({ DBClusterIdentifier }),
    )
    expect(DBClusterEndpoints?.map(({ EndpointType }) => EndpointType)).toEqual([
      'WRITER',
      'READER',
      'CUSTOM',
    ])
    expect(DBClusterEndpoints?.[2]).toMatchObject({
      DBClusterIdentifier,
      DBClusterEndpointIdentifier: 'bi',
      Endpoint: 'bi.cluster-custom-c9xk2m4ab7qz.us-east-1.rds.amazonaws.com',
      CustomEndpointType: 'READER',
      StaticMembers: ['analytics-dw-2'],
      Status: 'available',
    })
  })

  account('says which classes can do IAM authentication', async ({ rds }) => {
    const can = async (Engine: string, EngineVersion: string, DBInstanceClass: string) => {
      const command = new DescribeOrderableDBInstanceOptionsCommand({
        Engine,
        EngineVersion,
        DBInstanceClass,
      })
      const answer = await rds().send(command)
      return answer.OrderableDBInstanceOptions?.map(option => option.SupportsIAMDatabaseAuthentication)
    }
    expect(await can('postgres', '16.4', 'db.r6g.large')).toEqual([true])
    expect(await can('mariadb', '10.5.26', 'db.m5.large')).toEqual([false])
    expect(await can('aurora-mysql', '8.0.mysql_aurora.3.07.1', 'db.t3.small')).toEqual([false])
    expect(await can('aurora-mysql', '8.0.mysql_aurora.3.07.1', 'db.r6g.large')).toEqual([true])
  })

  account('reads parameters, tags and blue/green history', async ({ rds }) => {
    const forced = async (DBParameterGroupName: string) => {
      const Filters = [{ Name: 'parameter-name', Values: ['rds.force_ssl'] }]
      const answer = await rds().send(new DescribeDBParametersCommand({ DBParameterGroupName, Filters }))
      return answer.Parameters?.map(parameter => parameter.ParameterValue)
    }
    expect(await forced('default.postgres16')).toEqual(['1'])
    expect(await forced('fraud-pg16')).toEqual(['0'])
    await expect(forced('none')).rejects.toMatchObject({ name: 'DBParameterGroupNotFoundFault' })
    const ResourceName = 'arn:aws:rds:us-east-1:111122223333:db:orders-prod'
    const tags = await rds().send(new ListTagsForResourceCommand({ ResourceName }))
    expect(tags.TagList).toContainEqual({ Key: 'owner', Value: 'checkout' })
    const history = await rds().send(new DescribeBlueGreenDeploymentsCommand({}))
    expect(history.BlueGreenDeployments?.[0]).toMatchObject({
      Target: ResourceName,
      Status: 'SWITCHOVER_COMPLETED',
    })
  })

  account('knows engine versions, certificates, global clusters and events', async ({ rds }) => {
    const client = rds()
    const versions = await client.send(
      new DescribeDBEngineVersionsCommand({ Engine: 'postgres', EngineVersion: '16' }),
    )
    expect(versions.DBEngineVersions?.map(version => version.EngineVersion)).toEqual(['16.3', '16.4'])
    const old = await client.send(new DescribeCertificatesCommand({ CertificateIdentifier: 'rds-ca-2019' }))
    expect(old.Certificates?.[0]?.ValidTill).toEqual(new Date('2024-08-22T17:08:50Z'))
    expect((await client.send(new DescribeGlobalClustersCommand({}))).GlobalClusters).toEqual([])
    expect((await client.send(new DescribeEventsCommand({ Duration: 60 }))).Events).toEqual([])
  })

  account('adds tags to instances, clusters and proxies', async ({ rds }) => {
    const client = rds()
    for (const resource of ['db:orders-prod', 'cluster:analytics-dw', `db-proxy:${ID.checkoutProxy}`]) {
      const ResourceName = `arn:aws:rds:us-east-1:111122223333:${resource}`
      await client.send(
        new AddTagsToResourceCommand({ ResourceName, Tags: [{ Key: 'reviewed', Value: 'yes' }] }),
      )
      const { TagList } = await client.send(new ListTagsForResourceCommand({ ResourceName }))
      expect(TagList).toContainEqual({ Key: 'reviewed', Value: 'yes' })
    }
  })

  account('every class of the cast is one that can be ordered', async ({ rds, aws }) => {
    for (const [region, { instances }] of aws.world.rds) {
      for (const { engine, settings } of instances.values()) {
        const command = new DescribeOrderableDBInstanceOptionsCommand({
          Engine: engine,
          EngineVersion: settings.engineVersion,
          DBInstanceClass: settings.instanceClass,
        })
        expect((await rds({ region }).send(command)).OrderableDBInstanceOptions).toHaveLength(1)
      }
    }
  })

  account('pages of fewer than 20 are refused', async ({ rds }) => {
    await expect(rds().send(new DescribeDBInstancesCommand({ MaxRecords: 5 }))).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    })
    await expect(rds().send(new DescribeDBInstancesCommand({ Marker: 'x' }))).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    })
  })

  largeAccountTest('every page of a large Region is reached', async ({ rds, aws }) => {
    const names: string[] = []
    let pages = 0
    for await (const page of paginateDescribeDBInstances({ client: rds(), pageSize: 20 }, {})) {
      pages += 1
      names.push(...(page.DBInstances ?? []).map(instance => instance.DBInstanceIdentifier ?? ''))
    }
    expect(names).toEqual([...(aws.world.rds.get('us-east-1')?.instances.keys() ?? [])])
    expect(pages).toBe(Math.ceil(names.length / 20))
    expect(pages).toBeGreaterThan(2)
  })
})
