import type { Operations } from '@/lib/simulator/aws/call'
import { entityArn, findEntity } from '@/lib/simulator/aws/iam/find-entity'

/** IAM API reference: the permission is asked on the group; a user who is no member of it is no error. */
export const groupMembers: Operations = {
  AddUserToGroup: {
    resource: entityArn('Group'),
    perform(call) {
      const group = findEntity(call, 'Group')
      const user = findEntity(call, 'User')
      if (user.kind === 'user' && !user.groups.includes(group.name)) user.groups.push(group.name)
      return undefined
    },
  },
  RemoveUserFromGroup: {
    resource: entityArn('Group'),
    perform(call) {
      const group = findEntity(call, 'Group')
      const user = findEntity(call, 'User')
      if (user.kind === 'user') user.groups = user.groups.filter(name => name !== group.name)
      return undefined
    },
  },
}
