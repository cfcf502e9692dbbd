import type { Operations } from '@/lib/simulator/aws/call'
import { page } from '@/lib/simulator/aws/iam/iam-paging'
import { QUOTAS } from '@/lib/simulator/aws/iam/simulated-quotas'
import { list, members } from '@/lib/simulator/aws/xml'
import type { World } from '@/lib/simulator/world/world'

export const account: Operations = {
  GetAccountSummary: {
    resource: () => '*',
    perform: ({ world }) => ({
      SummaryMap: list(
        'entry',
        Object.entries(summary(world)).map(([key, value]) => ({ key, value })),
      ),
    }),
  },
  ListAccountAliases: {
    resource: () => '*',
    perform({ world, parameters }) {
      const { items, more } = page(world.alias ? [world.alias] : [], parameters)
      return { ...more, AccountAliases: members(items) }
    },
  },
}

function summary(world: World): Record<string, number> {
  const own = [...world.policies.values()].filter(({ awsManaged }) => !awsManaged)
  return {
    Users: world.users.size,
    UsersQuota: 5000,
    Groups: world.groups.size,
    GroupsQuota: 300,
    Roles: world.roles.size,
    // Raised on request, as a large account would have had it.
    RolesQuota: world.roles.size > 1000 ? 10_000 : 1000,
    Policies: own.length,
    PoliciesQuota: QUOTAS.policies,
    PolicySizeQuota: QUOTAS.policySize,
    PolicyVersionsInUse: own.reduce((sum, { versions }) => sum + versions.length, 0),
    PolicyVersionsInUseQuota: 10_000,
    VersionsPerPolicyQuota: QUOTAS.versionsPerPolicy,
    AttachedPoliciesPerUserQuota: QUOTAS.attached.user,
    AttachedPoliciesPerGroupQuota: QUOTAS.attached.group,
    AttachedPoliciesPerRoleQuota: QUOTAS.attached.role,
    UserPolicySizeQuota: QUOTAS.inlineSize.user,
    GroupPolicySizeQuota: QUOTAS.inlineSize.group,
    RolePolicySizeQuota: QUOTAS.inlineSize.role,
    AssumeRolePolicySizeQuota: 2048,
    AccessKeysPerUserQuota: 2,
    GroupsPerUserQuota: 10,
    AccountMFAEnabled: 1,
    AccountAccessKeysPresent: 0,
  }
}
