import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Operations } from '@/lib/simulator/aws/call'
import { supportsIamAuth } from '@/lib/simulator/aws/rds/catalog'
import {
  COMMON_PARAMETERS,
  iamAuthUnsupported,
  modify,
  type SettingParameter,
} from '@/lib/simulator/aws/rds/change-settings'
import { instanceXml } from '@/lib/simulator/aws/rds/instance-xml'
import { findInstance, rdsArn, regionOf } from '@/lib/simulator/aws/rds/region'
import type { DbInstance, Settings } from '@/lib/simulator/world/rds-world'

const PARAMETERS: SettingParameter[] = [
  ...COMMON_PARAMETERS,
  ['DBInstanceClass', 'instanceClass', 'text'],
  ['MultiAZ', 'multiAz', 'boolean'],
  ['CACertificateIdentifier', 'caCertificate', 'text'],
]

export const modifyInstance: Operations = {
  ModifyDBInstance: {
    resource: call => rdsArn(call, 'db', call.parameters.text('DBInstanceIdentifier')),
    perform(call) {
      const instance = findInstance(call, call.parameters.required('DBInstanceIdentifier'))
      modify(instance, call, 'DBInstanceIdentifier', PARAMETERS, asked => checkAllowed(instance, asked))
      return { DBInstance: instanceXml(instance, regionOf(call)) }
    },
  },
}

function checkAllowed(instance: DbInstance, asked: Partial<Settings>): void {
  if (asked.iamAuth !== undefined && instance.clusterIdentifier !== null) {
    const sentence =
      'The requested DB Instance is a member of a DB Cluster. Set IAM database authentication for the DB Cluster.'
    throw new AwsError('InvalidParameterCombination', 400, sentence)
  }
  if (instance.status !== 'available') {
    throw new AwsError('InvalidDBInstanceState', 400, 'Database instance is not in available state.')
  }
  const { engineVersion, instanceClass } = { ...instance.settings, ...asked }
  if (
    asked.iamAuth &&
    (instance.kerberos || !supportsIamAuth(instance.engine, engineVersion, instanceClass))
  ) {
    throw iamAuthUnsupported()
  }
}
