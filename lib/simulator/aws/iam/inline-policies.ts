import type { Operations } from '@/lib/simulator/aws/call'
import { documentXml } from '@/lib/simulator/aws/iam/entity-xml'
import {
  checkModifiable,
  ENTITY_KINDS,
  type EntityKind,
  entityArn,
  findEntity,
  noSuchEntity,
} from '@/lib/simulator/aws/iam/find-entity'
import { page } from '@/lib/simulator/aws/iam/iam-paging'
import { readDocument, readPolicyName } from '@/lib/simulator/aws/iam/policy-document'
import { limitExceeded, policySize, QUOTAS } from '@/lib/simulator/aws/iam/simulated-quotas'
import { members } from '@/lib/simulator/aws/xml'
import type { IamEntity, InlinePolicy } from '@/lib/simulator/world/iam-world'

/** Put, get, delete and list the inline policies of users, roles and groups. */
export const inlinePolicies: Operations = Object.assign({}, ...ENTITY_KINDS.map(operationsOf))

function operationsOf(kind: EntityKind): Operations {
  const resource = entityArn(kind)
  return {
    [`Put${kind}Policy`]: {
      resource,
      perform(call) {
        const entity = findEntity(call, kind)
        const policy: InlinePolicy = { name: readPolicyName(call), text: readDocument(call) }
        checkModifiable(entity)
        put(entity, policy)
        return undefined
      },
    },
    [`Get${kind}Policy`]: {
      resource,
      perform(call) {
        const entity = findEntity(call, kind)
        const { name, text } = find(entity, kind, readPolicyName(call))
        return { [`${kind}Name`]: entity.name, PolicyName: name, PolicyDocument: documentXml(text) }
      },
    },
    [`Delete${kind}Policy`]: {
      resource,
      perform(call) {
        const entity = findEntity(call, kind)
        checkModifiable(entity)
        const policy = find(entity, kind, readPolicyName(call))
        entity.inline.splice(entity.inline.indexOf(policy), 1)
        return undefined
      },
    },
    [`List${kind}Policies`]: {
      resource,
      perform(call) {
        const { items, more } = page(findEntity(call, kind).inline, call.parameters)
        return { ...more, PolicyNames: members(items.map(({ name }) => name)) }
      },
    },
  }
}

/** The quota is for all inline policies of an entity together. */
function put(entity: IamEntity, policy: InlinePolicy): void {
  const others = entity.inline.filter(({ name }) => name !== policy.name)
  const size = [...others, policy].reduce((sum, { text }) => sum + policySize(text), 0)
  const quota = QUOTAS.inlineSize[entity.kind]
  if (size > quota) {
    throw limitExceeded(`Maximum policy size of ${quota} bytes exceeded for ${entity.kind} ${entity.name}`)
  }
  const existing = entity.inline.find(({ name }) => name === policy.name)
  if (existing) existing.text = policy.text
  else entity.inline.push(policy)
}

function find(entity: IamEntity, kind: EntityKind, name: string): InlinePolicy {
  const found = entity.inline.find(policy => policy.name === name)
  if (found) return found
  throw noSuchEntity(`The ${kind.toLowerCase()} policy with name ${name} cannot be found.`)
}
