import type { Operations } from '@/lib/simulator/aws/call'
import { clusterEndpointsXml, clusterXml } from '@/lib/simulator/aws/rds/cluster-xml'
import { filtered } from '@/lib/simulator/aws/rds/filters'
import { page } from '@/lib/simulator/aws/rds/rds-paging'
import { findCluster, lastPart, rdsArn, regionOf } from '@/lib/simulator/aws/rds/region'
import { list } from '@/lib/simulator/aws/xml'
import type { DbCluster } from '@/lib/simulator/world/rds-world'

const FILTERS: Record<string, (cluster: DbCluster, values: readonly string[]) => boolean> = {
  'db-cluster-id': ({ identifier }, values) => values.map(lastPart).includes(identifier),
  'db-cluster-resource-id': ({ resourceId }, values) => values.includes(resourceId),
  engine: ({ engine }, values) => values.includes(engine),
}

export const describeClusters: Operations = {
  DescribeDBClusters: {
    resource: call => rdsArn(call, 'cluster', call.parameters.text('DBClusterIdentifier')),
    perform(call) {
      const { parameters } = call
      const name = parameters.text('DBClusterIdentifier')
      const all = name ? [findCluster(call, name)] : [...regionOf(call).clusters.values()]
      const { items, Marker } = page(filtered(all, parameters, FILTERS), parameters)
      return { Marker, DBClusters: list('DBCluster', items.map(clusterXml)) }
    },
  },
  DescribeDBClusterEndpoints: {
    resource: call => rdsArn(call, 'cluster-endpoint', call.parameters.text('DBClusterEndpointIdentifier')),
    perform(call) {
      const { parameters } = call
      const name = parameters.text('DBClusterIdentifier')
      const clusters = name ? [findCluster(call, name)] : [...regionOf(call).clusters.values()]
      const { items, Marker } = page(clusters.flatMap(clusterEndpointsXml), parameters)
      return { Marker, DBClusterEndpoints: list('DBClusterEndpointList', items) }
    },
  },
  DescribeGlobalClusters: {
    resource: call => rdsArn(call, 'global-cluster', call.parameters.text('GlobalClusterIdentifier')),
    perform(call) {
      const { items, Marker } = page(regionOf(call).globalClusters, call.parameters)
      return {
        Marker,
        GlobalClusters: list(
          'GlobalClusterMember',
          items.map(cluster => ({
            GlobalClusterIdentifier: cluster.identifier,
            GlobalClusterResourceId: cluster.resourceId,
            GlobalClusterArn: `arn:${call.world.partition}:rds::${call.world.accountId}:global-cluster:${cluster.identifier}`,
            Status: 'available',
            Engine: cluster.engine,
            EngineVersion: cluster.engineVersion,
            GlobalClusterMembers: list(
              'GlobalClusterMember',
              cluster.members.map(({ clusterArn, writer }) => ({
                DBClusterArn: clusterArn,
                IsWriter: writer,
              })),
            ),
          })),
        ),
      }
    },
  },
}
