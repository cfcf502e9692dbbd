import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Call, Operation, Operations } from '@/lib/simulator/aws/call'
import { tagsXml } from '@/lib/simulator/aws/iam/entity-xml'
import {
  checkModifiable,
  entityArn,
  findEntity,
  findPolicy,
  policyArn,
} from '@/lib/simulator/aws/iam/find-entity'
import { page } from '@/lib/simulator/aws/iam/iam-paging'
import { limitExceeded, QUOTAS } from '@/lib/simulator/aws/iam/simulated-quotas'
import type { Tag } from '@/lib/simulator/world/iam-world'

interface Tagged {
  tags: Tag[]
}

const OWNERS: { kind: string; resource: Operation['resource']; find: (call: Call) => Tagged }[] = [
  { kind: 'Policy', resource: policyArn, find: findPolicy },
  { kind: 'Role', resource: entityArn('Role'), find: call => taggable(call, 'Role') },
  { kind: 'User', resource: entityArn('User'), find: call => taggable(call, 'User') },
]

export const tags: Operations = Object.assign({}, ...OWNERS.map(operationsOf))

function operationsOf({ kind, resource, find }: (typeof OWNERS)[number]): Operations {
  return {
    [`Tag${kind}`]: {
      resource,
      perform(call) {
        const owner = find(call)
        owner.tags = mergedTags(owner.tags, readTags(call))
        return undefined
      },
    },
    [`Untag${kind}`]: {
      resource,
      perform(call) {
        const owner = find(call)
        const gone = new Set(call.parameters.list('TagKeys.member').map(key => key.toLowerCase()))
        owner.tags = owner.tags.filter(({ key }) => !gone.has(key.toLowerCase()))
        return undefined
      },
    },
    [`List${kind}Tags`]: {
      resource,
      perform(call) {
        const { items, more } = page(find(call).tags, call.parameters)
        return { ...more, Tags: tagsXml(items) }
      },
    },
  }
}

function taggable(call: Call, kind: 'User' | 'Role'): Tagged {
  const entity = findEntity(call, kind)
  if (call.action.startsWith('List')) return 'tags' in entity ? entity : { tags: [] }
  checkModifiable(entity)
  if ('tags' in entity) return entity
  throw new AwsError('InvalidInput', 400, `A ${entity.kind} has no tags.`)
}

export function readTags({ parameters }: Call): Tag[] {
  return parameters.structures('Tags.member').map(entry => {
    const tag: Tag = { key: entry.required('Key'), value: entry.text('Value') ?? '' }
    if (tag.key.length > 128)
      throw parameters.invalid('Tags', tag.key, 'Member must have length less than or equal to 128')
    if (tag.value.length > 256)
      throw parameters.invalid('Tags', tag.value, 'Member must have length less than or equal to 256')
    if (!/^aws:/i.test(tag.key)) return tag
    throw new AwsError(
      'InvalidInput',
      400,
      'One or more parameter values are not valid. Tag keys must not start with aws:',
    )
  })
}

/** Keys are unique without regard to case; a new value replaces the old one. */
export function mergedTags(old: readonly Tag[], added: readonly Tag[]): Tag[] {
  const keys = added.map(({ key }) => key.toLowerCase())
  if (new Set(keys).size < keys.length) {
    throw new AwsError(
      'InvalidInput',
      400,
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    )
  }
  const merged = [...old.filter(({ key }) => !keys.includes(key.toLowerCase())), ...added]
  if (merged.length > QUOTAS.tags)
    throw limitExceeded(`Cannot exceed quota for TagsPerResource: ${QUOTAS.tags}`)
  return merged
}
