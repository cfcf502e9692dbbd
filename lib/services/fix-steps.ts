import 'server-only'
import type { Inventory } from '@/lib/access/inventory'
import type { FixPlan } from '@/lib/findings/finding'
import type { PlanStep } from '@/lib/grants/grant-plan'
import { oldestSpareVersion } from '@/lib/grants/quotas'

export interface FixSteps {
  steps: PlanStep[]
  /** With any of these there is nothing to apply. */
  problems: string[]
}

type Kind = 'User' | 'Role' | 'Group'

interface Owner {
  kind: Kind
  name: string
  arn: string
}

/** The user, role or group that an inline policy or an attachment belongs to. */
function ownerOf(arn: string): Owner | null {
  const [word = '', ...path] = arn.split(':').slice(5).join(':').split('/')
  const kind = ({ user: 'User', role: 'Role', group: 'Group' } as const)[word]
  const name = path.at(-1)
  return kind && name ? { kind, name, arn } : null
}

function onOwner(verb: string, { kind, name, arn }: Owner, input: Record<string, unknown>): PlanStep {
  const action = `${verb}${kind}Policy`
  return {
    call: { service: 'iam', action, input: { [`${kind}Name`]: name, ...input } },
    title: action,
    subject: `${kind.toLowerCase()}/${name}`,
    note: null,
    locks: arn,
  }
}

function onPolicy(
  action: string,
  arn: string,
  input: Record<string, unknown>,
  note: string | null,
): PlanStep {
  return {
    call: { service: 'iam', action, input: { PolicyArn: arn, ...input } },
    title: action,
    subject: arn.split('/').at(-1) ?? arn,
    note,
    locks: arn,
  }
}

/** The exact calls of a fix, from the account as read. */
export function fixSteps(plan: FixPlan, inventory: Inventory): FixSteps {
  if (plan.kind !== 'replaceDocument' && plan.kind !== 'deletePolicy') return { steps: [], problems: [] }
  const [ownerArn = '', policyName] = plan.policyId.split('#')
  if (policyName !== undefined) {
    const owner = ownerOf(ownerArn)
    if (!owner) return { steps: [], problems: [`${ownerArn} is not a user, role or group.`] }
    const policy = { PolicyName: policyName }
    const step =
      plan.kind === 'deletePolicy'
        ? onOwner('Delete', owner, policy)
        : onOwner('Put', owner, { ...policy, PolicyDocument: plan.after })
    return { steps: [{ ...step, note: policyName }], problems: [] }
  }
  return plan.kind === 'deletePolicy'
    ? deleteManaged(plan.policyId, inventory)
    : replaceManaged(plan.policyId, plan.after, inventory)
}

/** IAM User Guide, "Versioning IAM policies": at the limit the oldest spare version goes first, the default never. */
function replaceManaged(arn: string, text: string, { managedPolicies, quotas }: Inventory): FixSteps {
  const policy = managedPolicies.find(one => one.arn === arn)
  if (!policy || policy.awsManaged) return { steps: [], problems: ['This policy cannot be changed here.'] }
  const full = policy.versionIds.length >= quotas.versionsPerPolicy
  const oldest = full ? oldestSpareVersion(policy.versionIds, policy.defaultVersionId) : null
  if (full && oldest === null) {
    return { steps: [], problems: [`${policy.name} has no version that could make room for a new one.`] }
  }
  const input = { PolicyDocument: text, SetAsDefault: true }
  return {
    steps: [
      ...(oldest
        ? [
            onPolicy(
              'DeletePolicyVersion',
              arn,
              { VersionId: oldest },
              `${oldest}, the oldest of ${policy.versionIds.length}`,
            ),
          ]
        : []),
      onPolicy('CreatePolicyVersion', arn, input, `replaces ${policy.defaultVersionId} as default`),
    ],
    problems: [],
  }
}

/** IAM User Guide, "Deleting IAM policies": detached everywhere, then its spare versions, then the policy. */
function deleteManaged(arn: string, { managedPolicies, principals, groups }: Inventory): FixSteps {
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
      ...owners.map(owner => ({ ...onOwner('Detach', owner, { PolicyArn: arn }), note: policy.name })),
      ...spare.map(version => onPolicy('DeletePolicyVersion', arn, { VersionId: version }, version)),
      onPolicy('DeletePolicy', arn, {}, null),
    ],
    problems,
  }
}
