import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Call, Operation, Operations } from '@/lib/simulator/aws/call'
import { attachedXml } from '@/lib/simulator/aws/iam/entity-xml'
import {
  checkModifiable,
  ENTITY_KINDS,
  type EntityKind,
  entityArn,
  findEntity,
  findPolicy,
  noSuchEntity,
} from '@/lib/simulator/aws/iam/find-entity'
import { page } from '@/lib/simulator/aws/iam/iam-paging'
import { limitExceeded, QUOTAS } from '@/lib/simulator/aws/iam/simulated-quotas'

/** Attach, detach and list the managed policies of users, roles and groups. */
export const attachments: Operations = Object.assign({}, ...ENTITY_KINDS.map(operationsOf))

function operationsOf(kind: EntityKind): Operations {
  const resource = entityArn(kind)
  const context = (call: Call) => ({ 'iam:PolicyARN': call.parameters.text('PolicyArn') ?? '' })
  return {
    [`Attach${kind}Policy`]: { resource, context, perform: attach(kind) },
    [`Detach${kind}Policy`]: { resource, context, perform: detach(kind) },
    [`ListAttached${kind}Policies`]: {
      resource,
      perform(call) {
        const prefix = call.parameters.text('PathPrefix') ?? '/'
        const { attached } = findEntity(call, kind)
        const wanted = attached.filter(arn => (call.world.policies.get(arn)?.path ?? '/').startsWith(prefix))
        const { items, more } = page(wanted, call.parameters)
        return { ...more, AttachedPolicies: attachedXml(call.world, items) }
      },
    },
  }
}

function attach(kind: EntityKind): Operation['perform'] {
  return call => {
    const entity = findEntity(call, kind)
    const policy = findPolicy(call)
    checkModifiable(entity)
    if (policy.path.startsWith('/aws-service-role/')) {
      throw new AwsError(
        'PolicyNotAttachable',
        400,
        'Cannot attach a Service Role Policy to a Customer Role.',
      )
    }
    if (entity.attached.includes(policy.arn)) return undefined
    const quota = QUOTAS.attached[entity.kind]
    if (entity.attached.length >= quota)
      throw limitExceeded(`Cannot exceed quota for PoliciesPer${kind}: ${quota}`)
    entity.attached.push(policy.arn)
    return undefined
  }
}

function detach(kind: EntityKind): Operation['perform'] {
  return call => {
    const entity = findEntity(call, kind)
    checkModifiable(entity)
    const arn = call.parameters.required('PolicyArn')
    const index = entity.attached.indexOf(arn)
    if (index < 0) throw noSuchEntity(`Policy ${arn} was not found.`)
    entity.attached.splice(index, 1)
    return undefined
  }
}
