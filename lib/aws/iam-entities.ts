import 'server-only'
import type {
  GroupDetail,
  ManagedPolicyDetail,
  PolicyDetail,
  PolicyVersion,
  RoleDetail,
  UserDetail,
} from '@aws-sdk/client-iam'
import type { DocumentText } from '@/lib/aws/decode-document'

/** What the SDK calls by these names, its documents decoded; only what is used. */
export interface InlinePolicy extends Pick<PolicyDetail, 'PolicyName'> {
  PolicyDocument: DocumentText
}

interface Common
  extends Pick<RoleDetail, 'Arn' | 'Path' | 'AttachedManagedPolicies' | 'PermissionsBoundary' | 'Tags'> {}

export interface IamUserDetail extends Common, Pick<UserDetail, 'UserName' | 'UserId' | 'GroupList'> {
  UserPolicyList: InlinePolicy[]
}

export interface IamGroupDetail extends Pick<GroupDetail, 'Arn' | 'GroupName' | 'AttachedManagedPolicies'> {
  GroupPolicyList: InlinePolicy[]
}

export interface IamRoleDetail
  extends Common,
    Pick<RoleDetail, 'RoleName' | 'RoleId' | 'RoleLastUsed' | 'InstanceProfileList'> {
  AssumeRolePolicyDocument: DocumentText
  RolePolicyList: InlinePolicy[]
}

export interface IamPolicyVersion extends Pick<PolicyVersion, 'VersionId' | 'IsDefaultVersion'> {
  Document?: DocumentText | undefined
}

export interface IamPolicyDetail
  extends Pick<ManagedPolicyDetail, 'Arn' | 'PolicyName' | 'Path' | 'DefaultVersionId' | 'AttachmentCount'> {
  PolicyVersionList: IamPolicyVersion[]
}

export interface IamEntities {
  UserDetailList: IamUserDetail[]
  GroupDetailList: IamGroupDetail[]
  RoleDetailList: IamRoleDetail[]
  Policies: IamPolicyDetail[]
}
