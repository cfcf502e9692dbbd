import type { IamQuotas } from '@/lib/access/model/inventory'
import type { SubjectKind } from './subject'

export function attachedLimit(quotas: IamQuotas, kind: SubjectKind): number {
  if (kind === 'user') return quotas.attachedPoliciesPerUser
  return kind === 'role' ? quotas.attachedPoliciesPerRole : quotas.attachedPoliciesPerGroup
}

/** All inline policies of one user, role or group together. */
export function inlineLimit(quotas: IamQuotas, kind: SubjectKind): number {
  if (kind === 'user') return quotas.userInlineSize
  return kind === 'role' ? quotas.roleInlineSize : quotas.groupInlineSize
}

/** How long a policy's document may be: a managed one by itself, an inline one with all others of its owner. */
export function documentLimit(quotas: IamQuotas, policyId: string): number {
  if (!policyId.includes('#')) return quotas.policySize
  const kind = (['role', 'group', 'user'] as const).find(word => policyId.includes(`:${word}/`)) ?? 'user'
  return inlineLimit(quotas, kind)
}

/** The oldest version that is not the default; null when every version is the default. */
export function oldestSpareVersion(versionIds: readonly string[], defaultVersionId: string): string | null {
  const spare = versionIds.filter(version => version !== defaultVersionId)
  const [oldest = null] = spare.sort((left, right) => versionNumber(left) - versionNumber(right))
  return oldest
}

function versionNumber(version: string): number {
  return Number(version.replace(/^v/, '')) || 0
}

/** IAM User Guide, "IAM and AWS STS quotas", name requirements. */
export function policyNameProblem(name: string): string | null {
  if (name === '') return 'Give the policy a name.'
  if (name.length > 128) return `The name has ${name.length} characters; IAM takes 128.`
  const wrong = /[^\w+=,.@-]/.exec(name)
  return wrong ? `“${wrong[0]}” cannot be in a policy name. Use letters, digits and + = , . @ - _` : null
}

export function policyPathProblem(path: string | undefined): string | null {
  if (path === undefined || path === '') return null
  if (path.length > 512) return 'The path is longer than 512 characters.'
  return /^\/(?:[A-Za-z0-9.,+@=_-]+\/)*$/.test(path)
    ? null
    : 'A path starts and ends with / , for example /rds-iam/.'
}
