import 'server-only'
import { ModifyDBClusterCommand, ModifyDBInstanceCommand } from '@aws-sdk/client-rds'
import type { Account } from '@/lib/account'
import { callAws } from '@/lib/aws/aws-failure'
import { rdsClient } from '@/lib/aws/clients'
import type { WriteReceipt } from '@/lib/aws/iam-write'

export interface SwitchCall {
  kind: 'instance' | 'cluster'
  name: string
  region: string
  enabled: boolean
  /** False: waits for the maintenance window. True also applies everything else that waits. */
  applyImmediately: boolean
}

/** RDS User Guide, "Enabling and disabling IAM database authentication". Never on a member: the cluster owns it. */
export async function modifyIamAuth(
  account: Account,
  { kind, name, region, enabled, applyImmediately }: SwitchCall,
): Promise<WriteReceipt> {
  const change = { EnableIAMDatabaseAuthentication: enabled, ApplyImmediately: applyImmediately }
  const client = rdsClient(account, region)
  const doing = `switch IAM authentication of ${name}`
  const { $metadata } =
    kind === 'cluster'
      ? await callAws(account, { action: 'rds:ModifyDBCluster', doing }, () =>
          client.send(new ModifyDBClusterCommand({ DBClusterIdentifier: name, ...change })),
        )
      : await callAws(account, { action: 'rds:ModifyDBInstance', doing }, () =>
          client.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier: name, ...change })),
        )
  return { requestId: $metadata.requestId ?? null }
}
