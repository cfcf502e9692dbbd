import type { Inventory } from '@/lib/access/model/inventory'
import { principalMissing } from '@/lib/access/reading/principal-missing'
import { parseArn } from '@/lib/iam/index'
import type { PlanProblem } from './grant-plan'

export type SubjectKind = 'user' | 'role' | 'group'

/** What a policy is attached to. A group is one here, though it is no principal: it lends the policy to its members. */
export interface Subject {
  arn: string
  kind: SubjectKind
  name: string
  label: string
  accountId: string
  /** Directly attached managed policies and own inline policies. */
  policyIds: string[]
  /** Users and roles whose access changes with it. */
  memberArns: string[]
  unmodifiable: string | null
}

export function findSubjects(
  arns: readonly string[],
  inventory: Inventory,
): { subjects: Subject[]; problems: PlanProblem[] } {
  const principals = new Map(inventory.principals.map(principal => [principal.arn, principal]))
  const groups = new Map(inventory.groups.map(group => [group.arn, group]))
  const subjects: Subject[] = []
  const problems: PlanProblem[] = []
  for (const arn of arns) {
    const principal = principals.get(arn)
    const group = groups.get(arn)
    if (principal) {
      const { kind, name, label, accountId, unmodifiable } = principal
      const policyIds = principal.policies.identity
        .filter(one => one.viaGroup === null)
        .map(one => one.policyId)
      subjects.push({ arn, kind, name, label, accountId, policyIds, memberArns: [arn], unmodifiable })
    } else if (group) {
      const { name, policyIds, memberArns } = group
      const accountId = parseArn(arn)?.account ?? inventory.accountId
      subjects.push({
        arn,
        kind: 'group',
        name,
        label: `group/${name}`,
        accountId,
        policyIds,
        memberArns,
        unmodifiable: null,
      })
    } else problems.push({ field: 'principals', message: missingMessage(arn, inventory) })
  }
  return { subjects, problems }
}

function missingMessage(arn: string, inventory: Inventory): string {
  const account = parseArn(arn)?.account
  if (account && account !== inventory.accountId) {
    return `${arn} lives in account ${account}. A grant reaches only principals of the database’s own account ${inventory.accountId}: use a role here that they may assume.`
  }
  return principalMissing(arn, inventory).message
}

/** Managed policies have ARNs; an inline one is `<owner ARN>#<name>`. */
export function isManagedId(policyId: string): boolean {
  return !policyId.includes('#')
}
