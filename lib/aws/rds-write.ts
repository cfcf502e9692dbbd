import 'server-only'
import { ModifyDBClusterCommand, ModifyDBInstanceCommand } from '@aws-sdk/client-rds'
import type { Account } from '@/lib/account'
import { callAws } from '@/lib/aws/aws-failure'
import { rdsClient } from '@/lib/aws/clients'
import type { WriteReceipt } from '@/lib/aws/iam-write'
import { AppError } from '@/lib/errors'

export interface SwitchCall {
  kind: 'instance' | 'cluster'
  name: string
  region: string
  /** Whose name it is meant to be. */
  resourceId: string
  enabled: boolean
  /** False: waits for the maintenance window. True also applies everything else that waits. */
  applyImmediately: boolean
}

/** RDS User Guide, "Enabling and disabling IAM database authentication". Never on a member: the cluster owns it. */
export async function modifyIamAuth(
  account: Account,
  { kind, name, region, resourceId, enabled, applyImmediately }: SwitchCall,
): Promise<WriteReceipt> {
  const change = { EnableIAMDatabaseAuthentication: enabled, ApplyImmediately: applyImmediately }
  const client = rdsClient(account, region)
  const doing = `switch IAM authentication of ${name}`
  const { changed, requestId } =
    kind === 'cluster'
      ? await callAws(account, { action: 'rds:ModifyDBCluster', doing }, async () => {
          const command = new ModifyDBClusterCommand({ DBClusterIdentifier: name, ...change })
          const { DBCluster, $metadata } = await client.send(command)
          return { changed: DBCluster?.DbClusterResourceId, requestId: $metadata.requestId }
        })
      : await callAws(account, { action: 'rds:ModifyDBInstance', doing }, async () => {
          const command = new ModifyDBInstanceCommand({ DBInstanceIdentifier: name, ...change })
          const { DBInstance, $metadata } = await client.send(command)
          return { changed: DBInstance?.DbiResourceId, requestId: $metadata.requestId }
        })
  // RDS modifies by name alone, and a rename or a switchover hands a name to another database.
  if (changed !== undefined && changed !== resourceId)
    throw new AppError(
      'conflict',
      `${name} was handed to another database in this very moment: RDS changed ${changed}, not ${resourceId}. Look at the switch of ${changed}, and set it back if that is not what you want.`,
    )
  return { requestId: requestId ?? null }
}
