import 'server-only'
import type { Inventory } from '@/lib/access/model/inventory'
import type { FixPlan } from '@/lib/findings/finding'
import {
  deleteInlineSteps,
  onOwner,
  onPolicy,
  ownerOf,
  type PolicySteps,
  replaceSteps,
} from '@/lib/grants/policy-steps'

/** The exact calls of a fix, from the account as read. */
export function fixSteps(plan: FixPlan, inventory: Inventory): PolicySteps {
  if (plan.kind === 'replaceDocument') {
    const { steps, problems } = replaceSteps(plan.policyId, plan.after, inventory)
    return { steps, problems }
  }
  if (plan.kind !== 'deletePolicy') return { steps: [], problems: [] }
  return plan.policyId.includes('#')
    ? deleteInlineSteps(plan.policyId)
    : deleteManaged(plan.policyId, inventory)
}

/** IAM User Guide, "Deleting IAM policies": detached everywhere, then its spare versions, then the policy. */
function deleteManaged(arn: string, { managedPolicies, principals, groups }: Inventory): PolicySteps {
  const policy = managedPolicies.find(one => one.arn === arn)
  if (!policy || policy.awsManaged) return { steps: [], problems: ['This policy cannot be deleted here.'] }
  const holders = principals.filter(({ policies }) =>
    policies.identity.some(item => item.policyId === arn && item.viaGroup === null),
  )
  const owners = [
    ...holders.map(holder => holder.arn),
    ...groups.filter(group => group.policyIds.includes(arn)).map(group => group.arn),
  ].flatMap(owner => ownerOf(owner) ?? [])
  const bounded = principals.filter(({ boundaryArn }) => boundaryArn === arn)
  const locked = holders.filter(holder => holder.unmodifiable !== null)
  const problems = [
    ...bounded.slice(0, 1).map(one => `It is the permissions boundary of ${one.label}. Remove that first.`),
    ...locked.map(one => `${one.label} holds it and cannot be changed here: ${one.unmodifiable}.`),
    ...(policy.attachmentCount > owners.length
      ? ['It is attached to somebody that was not read, so it cannot be deleted safely.']
      : []),
  ]
  const spare = policy.versionIds.filter(version => version !== policy.defaultVersionId)
  return {
    steps: [
      ...owners.map(owner => onOwner('Detach', owner, { PolicyArn: arn }, policy.name)),
      ...spare.map(version => onPolicy('DeletePolicyVersion', arn, { VersionId: version }, version)),
      onPolicy('DeletePolicy', arn, {}, null),
    ],
    problems,
  }
}
