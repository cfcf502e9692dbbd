import { rfc3986 } from '@/lib/simulator/aws/signature'
import { members, type XmlObject } from '@/lib/simulator/aws/xml'
import type { IamEntity, IamRole, Tag } from '@/lib/simulator/world/iam-world'
import type { ManagedPolicy, PolicyVersion, World } from '@/lib/simulator/world/world'

/** IAM returns every document percent-encoded, as RFC 3986 has it. */
export function documentXml(text: string): string {
  return rfc3986(text)
}

export function tagsXml(tags: readonly Tag[]) {
  return members(tags.map(({ key, value }) => ({ Key: key, Value: value })))
}

export function boundaryXml(arn: string | null): XmlObject | undefined {
  return arn ? { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: arn } : undefined
}

export function attachedXml(world: World, arns: readonly string[]) {
  return members(
    arns.map(arn => ({
      PolicyName: world.policies.get(arn)?.name ?? arn.slice(arn.lastIndexOf('/') + 1),
      PolicyArn: arn,
    })),
  )
}

export function inlineXml({ inline }: IamEntity) {
  return members(inline.map(({ name, text }) => ({ PolicyName: name, PolicyDocument: documentXml(text) })))
}

export function roleXml(role: IamRole): XmlObject {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.createdAt,
    AssumeRolePolicyDocument: documentXml(role.trust),
    Description: role.description || undefined,
    MaxSessionDuration: role.maxSessionSeconds,
    PermissionsBoundary: boundaryXml(role.boundary),
    Tags: role.tags.length > 0 ? tagsXml(role.tags) : undefined,
    RoleLastUsed: role.lastUsed ? { LastUsedDate: role.lastUsed.at, Region: role.lastUsed.region } : {},
  }
}

export function instanceProfilesXml(world: World, role: IamRole) {
  return members(
    role.instanceProfiles.map(name => ({
      Path: '/',
      InstanceProfileName: name,
      InstanceProfileId: `AIPA${role.id.slice(4)}`,
      Arn: `arn:${world.partition}:iam::${world.accountId}:instance-profile/${name}`,
      CreateDate: role.createdAt,
      Roles: members([roleXml(role)]),
    })),
  )
}

export function policyXml(world: World, policy: ManagedPolicy): XmlObject {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: attachments(world, policy.arn),
    PermissionsBoundaryUsageCount: boundaryUses(world, policy.arn),
    IsAttachable: !policy.path.startsWith('/aws-service-role/'),
    Description: policy.description || undefined,
    CreateDate: policy.createdAt,
    UpdateDate: policy.updatedAt,
  }
}

export function versionXml(
  policy: ManagedPolicy,
  version: PolicyVersion,
  options: { document: boolean },
): XmlObject {
  return {
    Document: options.document ? documentXml(version.text) : undefined,
    VersionId: version.id,
    IsDefaultVersion: version.id === policy.defaultVersionId,
    CreateDate: version.createdAt,
  }
}

export function entities(world: World): IamEntity[] {
  return [...world.users.values(), ...world.groups.values(), ...world.roles.values()]
}

export function attachments(world: World, arn: string): number {
  return entities(world).filter(entity => entity.attached.includes(arn)).length
}

export function boundaryUses(world: World, arn: string): number {
  return entities(world).filter(entity => entity.kind !== 'group' && entity.boundary === arn).length
}
