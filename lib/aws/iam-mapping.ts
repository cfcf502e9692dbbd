import 'server-only'
import type { AttachedPolicy } from '@aws-sdk/client-iam'
import type { ManagedPolicy } from '@/lib/access/model/inventory'
import type { Principal } from '@/lib/access/model/principal'
import { decodeDocument } from '@/lib/aws/decode-document'
import type { Documents } from '@/lib/aws/iam-documents'
import type {
  IamGroupDetail,
  IamPolicyDetail,
  IamRoleDetail,
  IamUserDetail,
  InlinePolicy,
} from '@/lib/aws/iam-entities'
import { tagsOf } from '@/lib/aws/rds-mapping'
import type { PolicyAttachment, PolicySource, PrincipalPolicies } from '@/lib/iam/index'

/** A principal before it is classified: what IAM itself says. */
export type IamPrincipal = Omit<
  Principal,
  'group' | 'description' | 'unmodifiable' | 'credentials' | 'policies'
> & {
  /** What follows from it for a request's context is worked out later. */
  policies: Omit<PrincipalPolicies, 'context' | 'absentKeys' | 'beginnings'>
  instanceProfiles: string[]
}

export interface IamGroup {
  name: string
  arn: string
  policyIds: string[]
}

export interface MappedPolicy {
  policy: ManagedPolicy
  source: PolicySource
}

const inlineId = (ownerArn: string, policyName: string) => `${ownerArn}#${policyName}`

/** Inline policies of one user, role or group, as the engine takes them. */
export function inlineSources(
  ownerArn: string,
  list: readonly InlinePolicy[],
  documents: Documents,
): PolicySource[] {
  const owner = ownerArn.split(':').at(-1) ?? ownerArn
  return list.flatMap(({ PolicyName, PolicyDocument }) =>
    PolicyName
      ? {
          id: inlineId(ownerArn, PolicyName),
          name: PolicyName,
          kind: 'inline' as const,
          versionId: null,
          text: documents.take(PolicyDocument, `${PolicyName} of ${owner}`),
        }
      : [],
  )
}

const attachedArns = (list: AttachedPolicy[] | undefined) =>
  (list ?? []).flatMap(({ PolicyArn }) => PolicyArn ?? [])

const direct = (policyId: string): PolicyAttachment => ({ policyId, viaGroup: null })

export function mapGroup(group: IamGroupDetail, inline: PolicySource[]): IamGroup | null {
  if (!group.Arn || !group.GroupName) return null
  const policyIds = [...inline.map(source => source.id), ...attachedArns(group.AttachedManagedPolicies)]
  return { name: group.GroupName, arn: group.Arn, policyIds }
}

/** The groups' policies join once every group has been read: entities come spread over pages. */
export function mapUser(user: IamUserDetail, inline: PolicySource[]): IamPrincipal | null {
  const { Arn: arn, UserName: name, UserId: uniqueId = '', Path: path = '/' } = user
  if (!arn || !name) return null
  const accountId = arn.split(':')[4] ?? ''
  const tags = tagsOf(user.Tags)
  const boundaryArn = user.PermissionsBoundary?.PermissionsBoundaryArn ?? null
  return {
    arn,
    label: `user/${name}`,
    name,
    kind: 'user',
    path,
    accountId,
    uniqueId,
    policies: {
      arn,
      identity: [...inline.map(source => source.id), ...attachedArns(user.AttachedManagedPolicies)].map(
        direct,
      ),
      boundary: boundaryArn ? direct(boundaryArn) : null,
      serviceControl: { state: 'unread' },
    },
    groups: user.GroupList ?? [],
    boundaryArn,
    trustText: null,
    tags,
    lastUsedAt: null,
    lastUsedRegion: null,
    instanceProfiles: [],
  }
}

export function mapRole(
  role: IamRoleDetail,
  inline: PolicySource[],
  documents: Documents,
): IamPrincipal | null {
  const { Arn: arn, RoleName: name, RoleId: uniqueId = '', Path: path = '/' } = role
  if (!arn || !name) return null
  const accountId = arn.split(':')[4] ?? ''
  const tags = tagsOf(role.Tags)
  const trustText = documents.take(role.AssumeRolePolicyDocument, `trust policy of role/${name}`)
  const boundaryArn = role.PermissionsBoundary?.PermissionsBoundaryArn ?? null
  return {
    arn,
    label: `role/${name}`,
    name,
    kind: 'role',
    path,
    accountId,
    uniqueId,
    policies: {
      arn,
      identity: [...inline.map(source => source.id), ...attachedArns(role.AttachedManagedPolicies)].map(
        direct,
      ),
      boundary: boundaryArn ? direct(boundaryArn) : null,
      serviceControl: { state: 'unread' },
    },
    groups: [],
    boundaryArn,
    trustText,
    tags,
    lastUsedAt: role.RoleLastUsed?.LastUsedDate?.toISOString() ?? null,
    lastUsedRegion: role.RoleLastUsed?.Region ?? null,
    instanceProfiles: (role.InstanceProfileList ?? []).flatMap(
      ({ InstanceProfileName }) => InstanceProfileName ?? [],
    ),
  }
}

export const isAwsManaged = (policyArn: string) => policyArn.split(':')[4] === 'aws'

/** Only the default version decides. */
export function mapManagedPolicy(detail: IamPolicyDetail, documents: Documents): MappedPolicy | null {
  const { Arn: arn, PolicyName: name, DefaultVersionId: versionId } = detail
  if (!arn || !name || !versionId) return null
  const versions = detail.PolicyVersionList
  const current = versions.find(version => version.VersionId === versionId || version.IsDefaultVersion)
  const awsManaged = isAwsManaged(arn)
  return {
    policy: {
      arn,
      name,
      path: detail.Path ?? '/',
      awsManaged,
      defaultVersionId: versionId,
      versionIds: versions.flatMap(version => version.VersionId ?? []),
      attachmentCount: detail.AttachmentCount ?? 0,
    },
    source: {
      id: arn,
      name,
      kind: awsManaged ? 'awsManaged' : 'customerManaged',
      versionId,
      text: documents.take(current?.Document ?? decodeDocument(), name),
    },
  }
}
