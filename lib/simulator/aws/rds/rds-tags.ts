import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Call, Operations } from '@/lib/simulator/aws/call'
import { tagsXml } from '@/lib/simulator/aws/rds/instance-xml'
import { findCluster, findInstance, lastPart, regionOf } from '@/lib/simulator/aws/rds/region'
import type { Tag } from '@/lib/simulator/world/iam-world'

const resource = (call: Call) => call.parameters.text('ResourceName') ?? '*'

export const tags: Operations = {
  ListTagsForResource: {
    resource,
    perform: call => ({ TagList: tagsXml(owner(call).tags) }),
  },
  AddTagsToResource: {
    resource,
    perform(call) {
      const tagged = owner(call)
      const added = call.parameters
        .structures('Tags.Tag')
        .map(entry => ({ key: entry.required('Key'), value: entry.text('Value') ?? '' }))
      const kept = tagged.tags.filter(({ key }) => !added.some(tag => tag.key === key))
      if (kept.length + added.length > 50)
        throw new AwsError('InvalidParameterValue', 400, 'A resource can have up to 50 tags.')
      tagged.tags = [...kept, ...added]
      return undefined
    },
  },
  RemoveTagsFromResource: {
    resource,
    perform(call) {
      const tagged = owner(call)
      const gone = call.parameters.list('TagKeys.member')
      tagged.tags = tagged.tags.filter(({ key }) => !gone.includes(key))
      return undefined
    },
  },
}

function owner(call: Call): { tags: Tag[] } {
  const arn = call.parameters.required('ResourceName')
  const [, kind] = /^arn:[\w-]+:rds:[\w-]*:\d{12}:([\w-]+):./.exec(arn) ?? []
  if (kind === 'db') return findInstance(call, arn)
  if (kind === 'cluster') return findCluster(call, arn)
  const proxy = [...regionOf(call).proxies.values()].find(({ resourceId }) => resourceId === lastPart(arn))
  if (proxy) return proxy
  throw new AwsError('InvalidParameterValue', 400, `Invalid resource name: ${arn}`)
}
