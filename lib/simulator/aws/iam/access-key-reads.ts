import type { Operations } from '@/lib/simulator/aws/call'
import { entityArn, findEntity, noSuchEntity } from '@/lib/simulator/aws/iam/find-entity'
import { page } from '@/lib/simulator/aws/iam/iam-paging'
import { members } from '@/lib/simulator/aws/xml'

export const accessKeyReads: Operations = {
  ListAccessKeys: {
    resource: entityArn('User'),
    perform(call) {
      const user = findEntity(call, 'User')
      const keys = [...call.world.accessKeys.values()].filter(({ userName }) => userName === user.name)
      const { items, more } = page(keys, call.parameters)
      const metadata = items.map(key => ({
        UserName: key.userName,
        AccessKeyId: key.id,
        Status: key.active ? 'Active' : 'Inactive',
        CreateDate: key.createdAt,
      }))
      return { ...more, AccessKeyMetadata: members(metadata) }
    },
  },
  GetAccessKeyLastUsed: {
    resource: () => '*',
    perform({ world, parameters }) {
      const id = parameters.required('AccessKeyId')
      const key = world.accessKeys.get(id)
      if (!key) throw noSuchEntity(`The Access Key with id ${id} cannot be found.`)
      const { lastUsed } = key
      return {
        UserName: key.userName,
        AccessKeyLastUsed: {
          LastUsedDate: lastUsed?.at,
          ServiceName: lastUsed?.service ?? 'N/A',
          Region: lastUsed?.region ?? 'N/A',
        },
      }
    },
  },
}
