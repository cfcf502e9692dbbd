import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Call } from '@/lib/simulator/aws/call'
import type { IamEntity } from '@/lib/simulator/world/iam-world'
import type { ManagedPolicy, PolicyVersion } from '@/lib/simulator/world/world'

export type EntityKind = 'User' | 'Role' | 'Group'
export const ENTITY_KINDS: readonly EntityKind[] = ['User', 'Role', 'Group']

export function noSuchEntity(sentence: string): AwsError {
  return new AwsError('NoSuchEntity', 404, sentence)
}

function lookUp(call: Call, kind: EntityKind, name: string): IamEntity | undefined {
  const { users, roles, groups } = call.world
  const all = { User: users, Role: roles, Group: groups }[kind]
  return all.get(name.toLowerCase())
}

export function findEntity(call: Call, kind: EntityKind): IamEntity {
  const name = call.parameters.required(`${kind}Name`)
  const found = lookUp(call, kind, name)
  if (found) return found
  throw noSuchEntity(`The ${kind.toLowerCase()} with name ${name} cannot be found.`)
}

/** Permission is asked on the entity's ARN, path included; on a bare one when there is no such entity. */
export function entityArn(kind: EntityKind): (call: Call) => string {
  return call => {
    const name = call.parameters.text(`${kind}Name`) ?? ''
    const bare = `arn:${call.world.partition}:iam::${call.world.accountId}:${kind.toLowerCase()}/${name}`
    return lookUp(call, kind, name)?.arn ?? bare
  }
}

export function policyArn(call: Call): string {
  return call.parameters.text('PolicyArn') ?? '*'
}

export function findPolicy(call: Call): ManagedPolicy {
  const arn = call.parameters.required('PolicyArn')
  if (arn.length < 20)
    throw call.parameters.invalid('PolicyArn', arn, 'Member must have length greater than or equal to 20')
  if (!/^arn:[\w-]+:iam::(\d{12}|aws):policy\//.test(arn)) {
    throw new AwsError('ValidationError', 400, `ARN ${arn} is not valid.`)
  }
  const found = call.world.policies.get(arn)
  if (found) return found
  throw noSuchEntity(`Policy ${arn} was not found.`)
}

export function findVersion(policy: ManagedPolicy, id: string): PolicyVersion {
  const found = policy.versions.find(version => version.id === id)
  if (found) return found
  throw noSuchEntity(`Policy ${policy.arn} version ${id} does not exist or is not attachable.`)
}

const PROTECTED_PATHS = ['/aws-service-role/', '/aws-reserved/']

export function checkModifiable(entity: IamEntity): void {
  if (!PROTECTED_PATHS.some(path => entity.path.startsWith(path))) return
  const sentence = `Cannot perform the operation on the protected role '${entity.name}' - this role is only modifiable by AWS`
  throw new AwsError('UnmodifiableEntity', 400, sentence)
}
