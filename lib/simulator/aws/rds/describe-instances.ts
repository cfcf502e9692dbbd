import type { Operations } from '@/lib/simulator/aws/call'
import { filtered } from '@/lib/simulator/aws/rds/filters'
import { instanceXml } from '@/lib/simulator/aws/rds/instance-xml'
import { page } from '@/lib/simulator/aws/rds/rds-paging'
import { findInstance, lastPart, rdsArn, regionOf } from '@/lib/simulator/aws/rds/region'
import { list } from '@/lib/simulator/aws/xml'
import type { DbInstance } from '@/lib/simulator/world/rds-world'

const FILTERS: Record<string, (instance: DbInstance, values: readonly string[]) => boolean> = {
  'db-instance-id': ({ identifier }, values) => values.map(lastPart).includes(identifier),
  'dbi-resource-id': ({ resourceId }, values) => values.includes(resourceId),
  'db-cluster-id': ({ clusterIdentifier }, values) =>
    clusterIdentifier !== null && values.map(lastPart).includes(clusterIdentifier),
  engine: ({ engine }, values) => values.includes(engine),
}

export const describeInstances: Operations = {
  DescribeDBInstances: {
    resource: call => rdsArn(call, 'db', call.parameters.text('DBInstanceIdentifier')),
    perform(call) {
      const { parameters } = call
      const name = parameters.text('DBInstanceIdentifier')
      const region = regionOf(call)
      const all = name ? [findInstance(call, name)] : [...region.instances.values()]
      const { items, Marker } = page(filtered(all, parameters, FILTERS), parameters)
      return {
        Marker,
        DBInstances: list(
          'DBInstance',
          items.map(instance => instanceXml(instance, region)),
        ),
      }
    },
  },
}
