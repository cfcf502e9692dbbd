import type { Call, Operations } from '@/lib/simulator/aws/call'
import {
  attachedXml,
  boundaryXml,
  entities,
  inlineXml,
  instanceProfilesXml,
  policyXml,
  roleXml,
  tagsXml,
  versionXml,
} from '@/lib/simulator/aws/iam/entity-xml'
import { page } from '@/lib/simulator/aws/iam/iam-paging'
import { members, type XmlObject } from '@/lib/simulator/aws/xml'
import type { IamEntity } from '@/lib/simulator/world/iam-world'
import type { ManagedPolicy, World } from '@/lib/simulator/world/world'

const KINDS = ['User', 'Role', 'Group', 'LocalManagedPolicy', 'AWSManagedPolicy'] as const

type Item = IamEntity | (ManagedPolicy & { kind: 'policy' })

export const getAccountAuthorizationDetails: Operations = {
  GetAccountAuthorizationDetails: {
    resource: () => '*',
    perform(call) {
      const { world, parameters } = call
      const { items, more } = page(wantedItems(call), parameters, documentLength)
      const of = <K extends Item['kind']>(kind: K) =>
        items.filter((item): item is Extract<Item, { kind: K }> => item.kind === kind)
      return {
        ...more,
        UserDetailList: members(
          of('user').map(user => ({
            ...common(user),
            UserName: user.name,
            UserId: user.id,
            UserPolicyList: inlineXml(user),
            GroupList: members(user.groups),
            AttachedManagedPolicies: attachedXml(world, user.attached),
            PermissionsBoundary: boundaryXml(user.boundary),
            Tags: tagsXml(user.tags),
          })),
        ),
        GroupDetailList: members(
          of('group').map(group => ({
            ...common(group),
            GroupName: group.name,
            GroupId: group.id,
            GroupPolicyList: inlineXml(group),
            AttachedManagedPolicies: attachedXml(world, group.attached),
          })),
        ),
        RoleDetailList: members(
          of('role').map(role => ({
            ...roleXml(role),
            MaxSessionDuration: undefined,
            Description: undefined,
            InstanceProfileList: instanceProfilesXml(world, role),
            RolePolicyList: inlineXml(role),
            AttachedManagedPolicies: attachedXml(world, role.attached),
            Tags: tagsXml(role.tags),
          })),
        ),
        Policies: members(of('policy').map(policy => policyDetail(world, policy))),
      }
    },
  },
}

function wantedItems({ world, parameters }: Call): Item[] {
  const filter = parameters.list('Filter.member')
  for (const kind of filter) {
    if (!(KINDS as readonly string[]).includes(kind)) {
      throw parameters.invalid('Filter', kind, `Member must satisfy enum value set: [${KINDS.join(', ')}]`)
    }
  }
  const wants = (kind: (typeof KINDS)[number]) => filter.length === 0 || filter.includes(kind)
  const used = new Set(
    entities(world).flatMap(entity => [...entity.attached, 'boundary' in entity ? entity.boundary : null]),
  )
  const policies = [...world.policies.values()]
    // Of AWS's own more than a thousand policies only those in use belong to the account.
    .filter(({ awsManaged, arn }) =>
      awsManaged ? wants('AWSManagedPolicy') && used.has(arn) : wants('LocalManagedPolicy'),
    )
    .map(policy => ({ ...policy, kind: 'policy' as const }))
  return [
    ...(wants('User') ? world.users.values() : []),
    ...(wants('Group') ? world.groups.values() : []),
    ...(wants('Role') ? world.roles.values() : []),
    ...policies,
  ]
}

function documentLength(item: Item): number {
  if (item.kind === 'policy') return item.versions.reduce((sum, { text }) => sum + text.length, 0)
  const inline = item.inline.reduce((sum, { text }) => sum + text.length, 0)
  return item.kind === 'role' ? inline + item.trust.length : inline
}

function common(entity: IamEntity): XmlObject {
  return { Path: entity.path, Arn: entity.arn, CreateDate: entity.createdAt }
}

function policyDetail(world: World, policy: ManagedPolicy): XmlObject {
  return {
    ...policyXml(world, policy),
    PolicyVersionList: members(
      policy.versions.map(version => versionXml(policy, version, { document: true })),
    ),
  }
}
