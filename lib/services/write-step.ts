import 'server-only'
import {
  attachPolicy,
  createPolicy,
  createPolicyVersion,
  deletePolicyVersion,
  type EntityKind,
  putInlinePolicy,
  type WriteReceipt,
} from '@/lib/aws/iam-write'
import type { PlanStep } from '@/lib/grants/grant-plan'

/** One step of a plan as one call to IAM. Each may be sent again: the plan is made anew before every apply. */
export function writeStep({ call }: PlanStep): Promise<WriteReceipt> {
  const value = (name: string) => String(call.input[name] ?? '')
  const attach = (kind: EntityKind, name: string) => attachPolicy(kind, value(name), value('PolicyArn'))
  const put = (kind: EntityKind, name: string) =>
    putInlinePolicy(kind, value(name), value('PolicyName'), value('PolicyDocument'))
  switch (call.action) {
    case 'CreatePolicy':
      return createPolicy({
        name: value('PolicyName'),
        path: value('Path'),
        document: value('PolicyDocument'),
      })
    case 'CreatePolicyVersion':
      return createPolicyVersion(value('PolicyArn'), value('PolicyDocument'))
    case 'DeletePolicyVersion':
      return deletePolicyVersion(value('PolicyArn'), value('VersionId'))
    case 'AttachUserPolicy':
      return attach('user', 'UserName')
    case 'AttachRolePolicy':
      return attach('role', 'RoleName')
    case 'AttachGroupPolicy':
      return attach('group', 'GroupName')
    case 'PutUserPolicy':
      return put('user', 'UserName')
    case 'PutRolePolicy':
      return put('role', 'RoleName')
    case 'PutGroupPolicy':
      return put('group', 'GroupName')
    default:
      throw new Error(`No writer for the step ${call.action}.`)
  }
}
