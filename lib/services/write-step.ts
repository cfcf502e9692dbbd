import 'server-only'
import {
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
  type WriteReceipt,
} from '@/lib/aws/iam-write'
import type { PlanStep } from '@/lib/grants/grant-plan'

const ON_ENTITY = /^(Attach|Detach|Put|Delete)(User|Role|Group)Policy$/

/** One step of a plan as one call to IAM. Each may be sent again: the plan is made anew before every apply. */
export function writeStep({ call }: PlanStep): Promise<WriteReceipt> {
  const value = (name: string) => String(call.input[name] ?? '')
  const [, verb, entity] = ON_ENTITY.exec(call.action) ?? []
  if (verb && entity) return writeOnEntity(verb, entity, value)
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
    case 'DeletePolicy':
      return deletePolicy(value('PolicyArn'))
    case 'RemoveUserFromGroup':
      return removeUserFromGroup(value('UserName'), value('GroupName'))
    default:
      throw new Error(`No writer for the step ${call.action}.`)
  }
}

function writeOnEntity(verb: string, entity: string, value: (name: string) => string): Promise<WriteReceipt> {
  const kind = entity.toLowerCase() as EntityKind
  const name = value(`${entity}Name`)
  if (verb === 'Attach') return attachPolicy(kind, name, value('PolicyArn'))
  if (verb === 'Detach') return detachPolicy(kind, name, value('PolicyArn'))
  if (verb === 'Delete') return deleteInlinePolicy(kind, name, value('PolicyName'))
  return putInlinePolicy(kind, name, value('PolicyName'), value('PolicyDocument'))
}
