import type { Call, Operations } from '@/lib/simulator/aws/call'
import { boundaryXml, roleXml, tagsXml } from '@/lib/simulator/aws/iam/entity-xml'
import { entityArn, findEntity, noSuchEntity } from '@/lib/simulator/aws/iam/find-entity'
import { page } from '@/lib/simulator/aws/iam/iam-paging'
import { members, type XmlObject } from '@/lib/simulator/aws/xml'
import type { IamGroup, IamRole, IamUser } from '@/lib/simulator/world/iam-world'

export const entityReads: Operations = {
  GetUser: {
    resource: call =>
      call.parameters.text('UserName') ? entityArn('User')(call) : call.credentials.principalArn,
    perform(call) {
      const user = call.parameters.text('UserName') ? findEntity(call, 'User') : callingUser(call)
      if (user.kind !== 'user') throw noSuchEntity(`The user with name ${user.name} cannot be found.`)
      return {
        User: { ...userXml(user), PermissionsBoundary: boundaryXml(user.boundary), Tags: tagsXml(user.tags) },
      }
    },
  },
  GetRole: {
    resource: entityArn('Role'),
    perform: call => ({ Role: roleXml(findEntity(call, 'Role') as IamRole) }),
  },
  GetGroup: {
    resource: entityArn('Group'),
    perform(call) {
      const group = findEntity(call, 'Group') as IamGroup
      const users = [...call.world.users.values()].filter(({ groups }) => groups.includes(group.name))
      const { items, more } = page(users, call.parameters)
      return { ...more, Group: groupXml(group), Users: members(items.map(userXml)) }
    },
  },
  ListGroupsForUser: {
    resource: entityArn('User'),
    perform(call) {
      const user = findEntity(call, 'User') as IamUser
      const groups = user.groups.flatMap(name => call.world.groups.get(name.toLowerCase()) ?? [])
      const { items, more } = page(groups, call.parameters)
      return { ...more, Groups: members(items.map(groupXml)) }
    },
  },
  ListUsers: {
    resource: call => listArn(call, 'user'),
    perform: call => listed(call, 'Users', [...call.world.users.values()], userXml),
  },
  ListGroups: {
    resource: call => listArn(call, 'group'),
    perform: call => listed(call, 'Groups', [...call.world.groups.values()], groupXml),
  },
  ListRoles: {
    resource: call => listArn(call, 'role'),
    // As the API reference says: a list leaves out boundary, last use and tags.
    perform: call =>
      listed(call, 'Roles', [...call.world.roles.values()], role => ({
        ...roleXml(role),
        PermissionsBoundary: undefined,
        RoleLastUsed: undefined,
        Tags: undefined,
      })),
  },
}

function listed<T extends { path: string }>(
  call: Call,
  name: string,
  all: T[],
  toXml: (item: T) => XmlObject,
): XmlObject {
  const prefix = call.parameters.text('PathPrefix') ?? '/'
  const { items, more } = page(
    all.filter(({ path }) => path.startsWith(prefix)),
    call.parameters,
  )
  return { ...more, [name]: members(items.map(toXml)) }
}

function listArn({ world, parameters }: Call, kind: string): string {
  return `arn:${world.partition}:iam::${world.accountId}:${kind}${parameters.text('PathPrefix') ?? '/'}`
}

function callingUser(call: Call): IamUser {
  const found = [...call.world.users.values()].find(({ arn }) => arn === call.credentials.principalArn)
  if (found) return found
  throw call.parameters.invalid(
    'UserName',
    null,
    'Must specify userName when calling with non-User credentials',
  )
}

function userXml(user: IamUser): XmlObject {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: user.arn,
    CreateDate: user.createdAt,
    PasswordLastUsed: user.passwordLastUsed,
  }
}

function groupXml(group: IamGroup): XmlObject {
  return {
    Path: group.path,
    GroupName: group.name,
    GroupId: group.id,
    Arn: group.arn,
    CreateDate: group.createdAt,
  }
}
