import 'server-only'
import type { Account } from '@/lib/account'
import {
  addUserToGroup,
  attachPolicy,
  createPolicy,
  createPolicyVersion,
  deleteInlinePolicy,
  deletePolicy,
  deletePolicyVersion,
  detachPolicy,
  type EntityKind,
  putInlinePolicy,
  removeUserFromGroup,
  setDefaultPolicyVersion,
  type WriteReceipt,
} from '@/lib/aws/iam-write'
import { modifyIamAuth } from '@/lib/aws/rds-write'
import type { PlanStep, SqlWork } from '@/lib/grants/grant-plan'
import { entityCall, inputOf } from '@/lib/grants/steps/fact'
import { asAdministrator } from '@/lib/services/changes/administrator'

/** One step of a plan as one call to AWS, or as statements inside a database. */
export function writeStep(account: Account, step: PlanStep): Promise<WriteReceipt> {
  const { call, target, sql } = step
  if (sql) return runInside(account, sql)
  const value = (name: string) => inputOf(step, name)
  const onEntity = entityCall(call.action)
  if (onEntity) return writeOnEntity(account, onEntity.verb, onEntity.entity, value)
  switch (call.action) {
    case 'CreatePolicy':
      return createPolicy(account, {
        name: value('PolicyName'),
        path: value('Path'),
        document: value('PolicyDocument'),
        description: value('Description'),
        ...(call.input.Tags ? { tags: call.input.Tags as Record<string, string> } : {}),
      })
    case 'CreatePolicyVersion':
      return createPolicyVersion(
        account,
        value('PolicyArn'),
        value('PolicyDocument'),
        call.input.SetAsDefault !== false,
      )
    case 'SetDefaultPolicyVersion':
      return setDefaultPolicyVersion(account, value('PolicyArn'), value('VersionId'))
    case 'DeletePolicyVersion':
      return deletePolicyVersion(account, value('PolicyArn'), value('VersionId'))
    case 'DeletePolicy':
      return deletePolicy(account, value('PolicyArn'))
    case 'AddUserToGroup':
      return addUserToGroup(account, value('UserName'), value('GroupName'))
    case 'RemoveUserFromGroup':
      return removeUserFromGroup(account, value('UserName'), value('GroupName'))
    case 'ModifyDBInstance':
    case 'ModifyDBCluster':
      return modifyIamAuth(account, {
        kind: call.action === 'ModifyDBCluster' ? 'cluster' : 'instance',
        name: value(call.action === 'ModifyDBCluster' ? 'DBClusterIdentifier' : 'DBInstanceIdentifier'),
        region: target?.region ?? '',
        resourceId: target?.resourceId ?? '',
        enabled: call.input.EnableIAMDatabaseAuthentication === true,
        applyImmediately: call.input.ApplyImmediately === true,
      })
    default:
      throw new Error(`No writer for the step ${call.action}.`)
  }
}

/** A database numbers no requests. */
async function runInside(account: Account, work: SqlWork): Promise<WriteReceipt> {
  await asAdministrator(account, work, work.database, ({ adapter, login }) => adapter.run(login, work))
  return { requestId: null }
}

function writeOnEntity(
  account: Account,
  verb: 'Attach' | 'Detach' | 'Put' | 'Delete',
  entity: 'User' | 'Role' | 'Group',
  value: (name: string) => string,
): Promise<WriteReceipt> {
  const kind = entity.toLowerCase() as EntityKind
  const name = value(`${entity}Name`)
  if (verb === 'Attach') return attachPolicy(account, kind, name, value('PolicyArn'))
  if (verb === 'Detach') return detachPolicy(account, kind, name, value('PolicyArn'))
  if (verb === 'Delete') return deleteInlinePolicy(account, kind, name, value('PolicyName'))
  return putInlinePolicy(account, kind, name, value('PolicyName'), value('PolicyDocument'))
}
