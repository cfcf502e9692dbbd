import type { Inventory } from '@/lib/access/model/inventory'
import type { Fact, FactState } from './fact'
import { defaultText } from './step-state'
import { isSameTarget, switchState } from './switch-step'
import { sameLines, withoutSessions } from './user-lines'

/**
 * Whether a fact as read by itself says what the plan was made on: the reading of the account, or what the plan read of its
 * own accord (`earlier`). Which way a switch stands is told by that alone: the account may have been read before it turned.
 */
export function agreesWithInventory(
  inventory: Inventory,
  fact: Fact,
  state: FactState,
  earlier?: FactState,
): boolean {
  if (state.kind === 'databaseUser' && earlier?.kind === 'databaseUser')
    return sameLines(withoutSessions(earlier.lines), withoutSessions(state.lines))
  if (fact.kind === 'inline' && state.kind === 'inline') {
    const policyId = `${fact.ownerArn}#${fact.policyName}`
    const text = inventory.policies.find(({ id }) => id === policyId)?.text ?? null
    return text === state.text
  }
  if (fact.kind === 'attachment' && state.kind === 'attachment')
    return heldBy(inventory, fact.ownerArn).includes(fact.policyArn) === state.attached
  if (fact.kind === 'membership' && state.kind === 'membership') {
    const group = inventory.groups.find(({ name }) => name === fact.groupName)
    return (group?.memberArns.includes(fact.userArn) ?? false) === state.member
  }
  if (fact.kind === 'policy' && state.kind === 'policy') {
    const { policy } = state
    const listed = inventory.managedPolicies.find(({ arn }) => arn === fact.policyArn)
    if (!listed || !policy) return !listed && !policy
    const text = inventory.policies.find(({ id }) => id === fact.policyArn)?.text ?? null
    const same = new Set([...listed.versionIds, ...policy.versions.map(({ id }) => id)])
    return (
      listed.defaultVersionId === policy.defaultVersionId &&
      text === defaultText(policy) &&
      same.size === listed.versionIds.length &&
      same.size === policy.versions.length
    )
  }
  if (fact.kind === 'iamAuth' && state.kind === 'iamAuth') {
    if (earlier?.kind === 'iamAuth' && (earlier.on !== state.on || earlier.pending !== state.pending))
      return false
    const target = inventory.targets.find(
      ({ region, resourceId }) => region === fact.region && resourceId === fact.resourceId,
    )
    return target === undefined || isSameTarget(switchState(target), state)
  }
  return true
}

function heldBy({ principals, groups }: Inventory, ownerArn: string): string[] {
  const group = groups.find(({ arn }) => arn === ownerArn)
  if (group) return group.policyIds
  const principal = principals.find(({ arn }) => arn === ownerArn)
  return (principal?.policies.identity ?? [])
    .filter(item => item.viaGroup === null)
    .map(item => item.policyId)
}
