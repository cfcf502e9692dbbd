import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { memoizePerAccess } from '@/lib/access/decide/memoize-per-access'
import { type PolicyDocument, type PolicyIssue, type PolicySource, parseDocument } from '@/lib/iam/index'
import { finish, memoizeStepsPerAccess, type Steps } from './steps'

/** One policy with what it says and who has it. */
export interface AttachedPolicy {
  source: PolicySource
  document: PolicyDocument | null
  issues: PolicyIssue[]
  /** Principals by index that it can grant something to, groups included. */
  holders: number[]
  /** Principals by index that it bounds. */
  bounds: number[]
}

/** Policies or statements looked at between two pauses. */
export const PER_STEP = 50

/** Every policy of the account, in the order in which it was read; equal texts are parsed once. */
export const policySteps = memoizeStepsPerAccess('attached policies', function* ({ inventory }): Steps<
  AttachedPolicy[]
> {
  const readings = new Map<string, ReturnType<typeof parseDocument>>()
  const policies = new Map<string, AttachedPolicy>()
  for (const source of inventory.policies) {
    const reading = readings.get(source.text) ?? parseDocument(source.text)
    readings.set(source.text, reading)
    policies.set(source.id, { source, ...reading, holders: [], bounds: [] })
    if (policies.size % PER_STEP === 0) yield
  }
  inventory.principals.forEach(({ policies: { identity, boundary } }, index) => {
    for (const id of new Set(identity.map(item => item.policyId))) policies.get(id)?.holders.push(index)
    if (boundary && boundary !== 'unread') policies.get(boundary.policyId)?.bounds.push(index)
  })
  return [...policies.values()]
})

export const allPolicies = (access: CompiledAccess) => finish(policySteps(access))

const byId = memoizePerAccess(
  'attached policies by id',
  access => new Map(allPolicies(access).map(policy => [policy.source.id, policy])),
)

export function policyById(access: CompiledAccess, policyId: string): AttachedPolicy | null {
  return byId(access).get(policyId) ?? null
}

/** Policies that grant somebody something and that the account wrote itself. */
export function ownGrants(access: CompiledAccess): AttachedPolicy[] {
  return allPolicies(access).filter(
    policy => policy.holders.length > 0 && policy.source.kind !== 'awsManaged',
  )
}

/** Why nobody here may edit the document; null: it can be edited. */
export function lockedReason(access: CompiledAccess, policy: AttachedPolicy): string | null {
  const { kind, id } = policy.source
  if (kind === 'awsManaged') return 'AWS owns this policy'
  if (kind !== 'inline') return null
  const owner = policy.holders.map(index => access.inventory.principals[index])
  return owner.find(principal => principal?.arn === id.split('#')[0])?.unmodifiable ?? null
}
