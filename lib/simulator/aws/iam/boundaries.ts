import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Call, Operations } from '@/lib/simulator/aws/call'
import { checkModifiable, entityArn, findEntity, noSuchEntity } from '@/lib/simulator/aws/iam/find-entity'
import type { IamRole, IamUser } from '@/lib/simulator/world/iam-world'

const KINDS = ['User', 'Role'] as const

/** Set and take away the permissions boundary of users and roles; groups have none. */
export const boundaries: Operations = Object.assign({}, ...KINDS.map(operationsOf))

function operationsOf(kind: (typeof KINDS)[number]): Operations {
  const resource = entityArn(kind)
  const context = (call: Call) => ({
    'iam:PermissionsBoundary': call.parameters.text('PermissionsBoundary') ?? '',
  })
  return {
    [`Put${kind}PermissionsBoundary`]: {
      resource,
      context,
      perform(call) {
        const owner = ownerOf(call, kind)
        const arn = call.parameters.required('PermissionsBoundary')
        const policy = call.world.policies.get(arn)
        if (!policy) throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`)
        if (policy.path.startsWith('/aws-service-role/')) {
          throw new AwsError(
            'PolicyNotAttachable',
            400,
            'Cannot set a Service Role Policy as permissions boundary.',
          )
        }
        owner.boundary = arn
        return undefined
      },
    },
    [`Delete${kind}PermissionsBoundary`]: {
      resource,
      perform(call) {
        const owner = ownerOf(call, kind)
        if (owner.boundary === null) throw noSuchEntity(`${owner.name} does not have a permissions boundary.`)
        owner.boundary = null
        return undefined
      },
    },
  }
}

function ownerOf(call: Call, kind: 'User' | 'Role'): IamUser | IamRole {
  const entity = findEntity(call, kind)
  checkModifiable(entity)
  if (entity.kind !== 'group') return entity
  throw noSuchEntity(`The ${kind.toLowerCase()} with name ${entity.name} cannot be found.`)
}
