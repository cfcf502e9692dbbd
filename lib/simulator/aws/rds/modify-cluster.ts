import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Call, Operations } from '@/lib/simulator/aws/call'
import { supportsIamAuth } from '@/lib/simulator/aws/rds/catalog'
import {
  COMMON_PARAMETERS,
  iamAuthUnsupported,
  modify,
  type SettingParameter,
} from '@/lib/simulator/aws/rds/change-settings'
import { clusterXml } from '@/lib/simulator/aws/rds/cluster-xml'
import { findCluster, rdsArn, regionOf } from '@/lib/simulator/aws/rds/region'
import type { DbCluster, Settings } from '@/lib/simulator/world/rds-world'

const PARAMETERS: SettingParameter[] = [
  ...COMMON_PARAMETERS,
  ['DBClusterInstanceClass', 'instanceClass', 'text'],
]

export const modifyCluster: Operations = {
  ModifyDBCluster: {
    resource: call => rdsArn(call, 'cluster', call.parameters.text('DBClusterIdentifier')),
    perform(call) {
      const cluster = findCluster(call, call.parameters.required('DBClusterIdentifier'))
      modify(cluster, call, 'DBClusterIdentifier', PARAMETERS, asked => checkAllowed(call, cluster, asked))
      return { DBCluster: clusterXml(cluster) }
    },
  },
}

/** Every member must be of a class that can do IAM authentication. */
function checkAllowed(call: Call, cluster: DbCluster, asked: Partial<Settings>): void {
  if (cluster.status !== 'available') {
    const sentence = `DB cluster ${cluster.identifier} is not in an available state.`
    throw new AwsError('InvalidDBClusterStateFault', 400, sentence)
  }
  if (!asked.iamAuth) return
  const { instances } = regionOf(call)
  const version = asked.engineVersion ?? cluster.settings.engineVersion
  const capable = cluster.members.every(({ instance }) => {
    const instanceClass = instances.get(instance)?.settings.instanceClass ?? ''
    return supportsIamAuth(cluster.engine, version, instanceClass)
  })
  if (!capable || cluster.engineMode === 'serverless') throw iamAuthUnsupported()
}
