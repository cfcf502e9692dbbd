import 'server-only'
import { ModifyDBClusterCommand, ModifyDBInstanceCommand } from '@aws-sdk/client-rds'
import type { Target } from '@/lib/access/target'
import { rdsClient } from '@/lib/aws/clients'
import { callAws } from '@/lib/aws/errors'
import { AppError } from '@/lib/errors'

export interface SwitchCall {
  target: Pick<Target, 'kind' | 'name' | 'region'>
  enabled: boolean
  /** False: waits for the maintenance window. True also applies everything else that waits. */
  applyImmediately: boolean
}

/** RDS User Guide, "Enabling and disabling IAM database authentication". Never on a member: the cluster owns it. */
export async function modifyIamAuth({ target, enabled, applyImmediately }: SwitchCall) {
  const change = { EnableIAMDatabaseAuthentication: enabled, ApplyImmediately: applyImmediately }
  const client = rdsClient(target.region)
  const doing = `switch IAM authentication of ${target.name}`
  if (target.kind === 'proxy') {
    throw new AppError('invalid', 'A proxy has no switch of its own: its authentication settings decide.')
  }
  if (target.kind === 'instance') {
    const command = new ModifyDBInstanceCommand({ DBInstanceIdentifier: target.name, ...change })
    const { $metadata } = await callAws({ action: 'rds:ModifyDBInstance', doing }, () => client.send(command))
    return { requestId: $metadata.requestId ?? null, action: 'rds:ModifyDBInstance' }
  }
  const command = new ModifyDBClusterCommand({ DBClusterIdentifier: target.name, ...change })
  const { $metadata } = await callAws({ action: 'rds:ModifyDBCluster', doing }, () => client.send(command))
  return { requestId: $metadata.requestId ?? null, action: 'rds:ModifyDBCluster' }
}
