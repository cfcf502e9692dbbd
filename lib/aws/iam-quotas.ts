import 'server-only'
import { GetAccountSummaryCommand, ListAccountAliasesCommand } from '@aws-sdk/client-iam'
import type { IamQuotas } from '@/lib/access/model/inventory'
import type { IamCounts } from '@/lib/access/reading/iam-consistency'
import type { Account } from '@/lib/account'
import { callAws } from '@/lib/aws/aws-failure'
import { iamClient } from '@/lib/aws/clients'
import { brokenAnswer } from '@/lib/aws/whole-answer'

/** IAM User Guide, "IAM and AWS STS quotas", autumn 2026: used where AWS does not answer. */
export const DOCUMENTED_QUOTAS: IamQuotas = {
  policySize: 6144,
  versionsPerPolicy: 5,
  attachedPoliciesPerUser: 10,
  attachedPoliciesPerRole: 20,
  attachedPoliciesPerGroup: 10,
  userInlineSize: 2048,
  roleInlineSize: 10_240,
  groupInlineSize: 5120,
  live: false,
}

const KEYS: Record<Exclude<keyof IamQuotas, 'live'>, string> = {
  policySize: 'PolicySizeQuota',
  versionsPerPolicy: 'VersionsPerPolicyQuota',
  attachedPoliciesPerUser: 'AttachedPoliciesPerUserQuota',
  attachedPoliciesPerRole: 'AttachedPoliciesPerRoleQuota',
  attachedPoliciesPerGroup: 'AttachedPoliciesPerGroupQuota',
  userInlineSize: 'UserPolicySizeQuota',
  roleInlineSize: 'RolePolicySizeQuota',
  groupInlineSize: 'GroupPolicySizeQuota',
}

export interface AccountSummary {
  quotas: IamQuotas
  /** Null: AWS left one out. */
  counts: IamCounts | null
}

export async function readAccountSummary(account: Account): Promise<AccountSummary> {
  const call = { action: 'iam:GetAccountSummary', doing: 'read the IAM quotas' }
  const { SummaryMap } = await callAws(account, call, () =>
    iamClient(account).send(new GetAccountSummaryCommand({})),
  )
  if (!SummaryMap) throw brokenAnswer(call, 'HTTP 200 without SummaryMap')
  return { quotas: quotasOf(SummaryMap), counts: countsOf(SummaryMap) }
}

type Summary = Record<string, number | undefined>

function countsOf({ Users: users, Groups: groups, Roles: roles, Policies: policies }: Summary) {
  const known = users !== undefined && groups !== undefined && roles !== undefined && policies !== undefined
  return known ? { users, groups, roles, policies } : null
}

function quotasOf(summary: Summary): IamQuotas {
  const quotas = { ...DOCUMENTED_QUOTAS, live: true }
  for (const [name, key] of Object.entries(KEYS) as [keyof typeof KEYS, string][]) {
    quotas[name] = summary[key] ?? quotas[name]
  }
  return quotas
}

export async function readAccountAlias(account: Account): Promise<string | null> {
  const call = { action: 'iam:ListAccountAliases', doing: 'read the account alias' }
  const { AccountAliases } = await callAws(account, call, () =>
    iamClient(account).send(new ListAccountAliasesCommand({})),
  )
  return AccountAliases?.[0] ?? null
}
