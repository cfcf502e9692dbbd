import type { Inventory, ManagedPolicy } from '@/lib/access/model/inventory'
import type { PlanStep } from './grant-plan'
import { oldestSpareVersion } from './quotas'

export interface PolicySteps {
  steps: PlanStep[]
  /** With any of these there is nothing to apply. */
  problems: string[]
}

/** The user, role or group that an inline policy or an attachment belongs to. */
export interface PolicyOwner {
  kind: 'User' | 'Role' | 'Group'
  name: string
  arn: string
}

export function ownerOf(arn: string): PolicyOwner | null {
  const [word = '', ...path] = arn.split(':').slice(5).join(':').split('/')
  const kind = ({ user: 'User', role: 'Role', group: 'Group' } as const)[word]
  const name = path.at(-1)
  return kind && name ? { kind, name, arn } : null
}

export function onOwner(
  verb: 'Put' | 'Delete' | 'Attach' | 'Detach',
  { kind, name, arn }: PolicyOwner,
  input: Record<string, unknown>,
  note: string | null,
): PlanStep {
  const action = `${verb}${kind}Policy`
  return {
    call: { service: 'iam', action, input: { [`${kind}Name`]: name, ...input } },
    title: action,
    subject: `${kind.toLowerCase()}/${name}`,
    note,
    locks: arn,
  }
}

export function onPolicy(
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

/** IAM User Guide, "Versioning IAM policies": at the limit the oldest spare version goes first, the default never. */
export function versionSteps(
  policy: Pick<ManagedPolicy, 'arn' | 'name' | 'versionIds' | 'defaultVersionId'>,
  text: string,
  { versionsPerPolicy }: Pick<Inventory['quotas'], 'versionsPerPolicy'>,
): PolicySteps & { deleted: string | null } {
  const { arn, name, versionIds, defaultVersionId } = policy
  const full = versionIds.length >= versionsPerPolicy
  const deleted = full ? oldestSpareVersion(versionIds, defaultVersionId) : null
  if (full && deleted === null) {
    return { steps: [], deleted, problems: [`${name} has no version that could make room for a new one.`] }
  }
  const room = deleted ? `${deleted}, the oldest of ${versionIds.length}` : null
  const input = { PolicyDocument: text, SetAsDefault: true }
  return {
    steps: [
      ...(deleted ? [onPolicy('DeletePolicyVersion', arn, { VersionId: deleted }, room)] : []),
      onPolicy('CreatePolicyVersion', arn, input, `replaces ${defaultVersionId} as default`),
    ],
    deleted,
    problems: [],
  }
}

/** The calls that write another text into a policy that exists. */
export function replaceSteps(
  policyId: string,
  text: string,
  { managedPolicies, quotas }: Inventory,
): PolicySteps {
  const [ownerArn = '', policyName] = policyId.split('#')
  if (policyName === undefined) {
    const policy = managedPolicies.find(one => one.arn === policyId)
    if (!policy || policy.awsManaged) return { steps: [], problems: ['This policy cannot be changed here.'] }
    return versionSteps(policy, text, quotas)
  }
  const owner = ownerOf(ownerArn)
  if (!owner) return notAnOwner(ownerArn)
  const input = { PolicyName: policyName, PolicyDocument: text }
  return { steps: [onOwner('Put', owner, input, policyName)], problems: [] }
}

export function deleteInlineSteps(policyId: string): PolicySteps {
  const [ownerArn = '', policyName = ''] = policyId.split('#')
  const owner = ownerOf(ownerArn)
  if (!owner) return notAnOwner(ownerArn)
  return { steps: [onOwner('Delete', owner, { PolicyName: policyName }, policyName)], problems: [] }
}

const notAnOwner = (arn: string): PolicySteps => ({
  steps: [],
  problems: [`${arn} is not a user, role or group.`],
})
