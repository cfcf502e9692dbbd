import type { PolicySource } from '@/lib/iam/index'
import { digestOf, sha256 } from './digest'
import type { Inventory } from './inventory'
import type { Principal } from './principal'

const texts = new WeakMap<PolicySource, string>()

function textDigest(source: PolicySource): string {
  const known = texts.get(source) ?? sha256(source.text)
  texts.set(source, known)
  return known
}

/**
 * A fingerprint of what IAM knew of a principal when AWS was asked about it: its policies with their versions, its boundary,
 * its tags. Not the organisation's policies: those may change unseen. IAM lists what is attached in no fixed order.
 */
export function policyStates({ policies }: Pick<Inventory, 'policies'>): (principal: Principal) => string {
  const states = known.get(policies) ?? { of: statesOf(policies), found: new WeakMap<Principal, string>() }
  known.set(policies, states)
  return principal => {
    const state = states.found.get(principal) ?? states.of(principal)
    states.found.set(principal, state)
    return state
  }
}

/** Each answer of AWS that is kept asks for those of all whom it was asked about before. */
const known = new WeakMap<
  Inventory['policies'],
  { of: (principal: Principal) => string; found: WeakMap<Principal, string> }
>()

function statesOf(policies: Inventory['policies']): (principal: Principal) => string {
  const sources = new Map(policies.map(policy => [policy.id, policy]))
  const stateOf = (policyId: string) => {
    const source = sources.get(policyId)
    return [policyId, source?.versionId ?? null, source ? textDigest(source) : null]
  }
  return ({ uniqueId, tags, policies: { identity, boundary } }) =>
    digestOf({
      uniqueId,
      tags,
      identity: identity
        .map(({ policyId, viaGroup }) => JSON.stringify([...stateOf(policyId), viaGroup]))
        .sort(),
      boundary: boundary === null || boundary === 'unread' ? boundary : stateOf(boundary.policyId),
    })
}
