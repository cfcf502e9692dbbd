import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  type IAMClient,
  ListAttachedRolePoliciesCommand,
  ListPolicyVersionsCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam'

/** Policies as they stand in the account, to the byte. */
export function policiesOf(iam: IAMClient) {
  return {
    async inlineNames(role: string) {
      const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName: role }))
      return PolicyNames
    },
    async inline(role: string, name: string) {
      const found = await iam.send(new GetRolePolicyCommand({ RoleName: role, PolicyName: name }))
      return decodeURIComponent(found.PolicyDocument ?? '')
    },
    /** The default version and how many there are; null: no such policy. */
    async managed(arn: string) {
      const found = await iam.send(new GetPolicyCommand({ PolicyArn: arn })).catch(() => null)
      if (!found) return null
      const id = found.Policy?.DefaultVersionId
      const version = await iam.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: id }))
      const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn: arn }))
      return {
        text: decodeURIComponent(version.PolicyVersion?.Document ?? ''),
        versions: Versions.map(({ VersionId }) => VersionId),
      }
    },
    async attachedTo(role: string) {
      const { AttachedPolicies = [] } = await iam.send(
        new ListAttachedRolePoliciesCommand({ RoleName: role }),
      )
      return AttachedPolicies.map(({ PolicyName }) => PolicyName)
    },
  }
}
