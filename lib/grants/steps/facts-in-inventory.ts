import type { DatabaseScan } from '@/lib/access/model/database-user'
import type { Inventory, ManagedPolicy } from '@/lib/access/model/inventory'
import type { Principal } from '@/lib/access/model/principal'
import type { PolicySource } from '@/lib/iam/index'
import { userInScan } from '../user-in-scan'
import type { Fact, FactState, ManagedState } from './fact'
import { defaultText } from './step-state'

type Identity = Principal['policies']['identity']

/** The account as it reads once these facts say this. Only what decides who connects is carried over. */
export function withFacts(
  inventory: Inventory,
  facts: readonly { fact: Fact; state: FactState }[],
): Inventory {
  return facts.reduce((account, { fact, state }) => withFact(account, fact, state), inventory)
}

function withFact(account: Inventory, fact: Fact, state: FactState): Inventory {
  if (fact.kind === 'inline' && state.kind === 'inline') {
    const policyId = `${fact.ownerArn}#${fact.policyName}`
    const source = inlineSource(policyId, fact.policyName, state.text)
    return holding(withSource(account, policyId, source), fact.ownerArn, policyId, state.text !== null)
  }
  if (fact.kind === 'attachment' && state.kind === 'attachment')
    return holding(account, fact.ownerArn, fact.policyArn, state.attached)
  if (fact.kind === 'policy' && state.kind === 'policy')
    return withPolicy(account, fact.policyArn, state.policy)
  if (fact.kind === 'membership' && state.kind === 'membership')
    return inGroup(account, fact.userArn, fact.groupName, state.member)
  if (fact.kind === 'databaseUser' && state.kind === 'databaseUser') {
    // Of a database that was never read nobody knows the users, one more or less.
    const scan = account.scans[fact.resourceId]
    return scan ? withScan(account, userInScan(scan, fact, state.lines)) : account
  }
  return account
}

const withScan = (account: Inventory, scan: DatabaseScan): Inventory =>
  account.scans[scan.resourceId] === scan
    ? account
    : { ...account, scans: { ...account.scans, [scan.resourceId]: scan } }

function inlineSource(id: string, name: string, text: string | null): PolicySource | null {
  return text === null ? null : { id, name, kind: 'inline', versionId: null, text }
}

function withSource(account: Inventory, id: string, source: PolicySource | null): Inventory {
  const known = account.policies.find(policy => policy.id === id)
  if (source && known?.text === source.text) return account
  const others = account.policies.filter(policy => policy.id !== id)
  return { ...account, policies: source ? [...others, source] : others }
}

/** A user, role or group gains or loses a policy, and the members of a group with it. */
function holding(account: Inventory, ownerArn: string, policyId: string, held: boolean): Inventory {
  const group = account.groups.find(({ arn }) => arn === ownerArn)
  const viaGroup = group?.name ?? null
  const changed = (identity: Identity): Identity => {
    const others = identity.filter(item => item.policyId !== policyId || item.viaGroup !== viaGroup)
    const had = others.length < identity.length
    if (had === held) return identity
    return held ? [...others, { policyId, viaGroup }] : others
  }
  const concerns = ({ arn, groups }: Principal) =>
    viaGroup === null ? arn === ownerArn : groups.includes(viaGroup)
  return {
    ...account,
    groups: account.groups.map(one => {
      if (one.arn !== ownerArn || one.policyIds.includes(policyId) === held) return one
      const others = one.policyIds.filter(id => id !== policyId)
      return { ...one, policyIds: held ? [...others, policyId] : others }
    }),
    principals: account.principals.map(one => (concerns(one) ? withIdentity(one, changed) : one)),
  }
}

function withIdentity(principal: Principal, change: (identity: Identity) => Identity): Principal {
  const identity = change(principal.policies.identity)
  if (identity === principal.policies.identity) return principal
  return { ...principal, policies: { ...principal.policies, identity } }
}

function withPolicy(account: Inventory, arn: string, policy: ManagedState | null): Inventory {
  const text = defaultText(policy)
  const others = account.managedPolicies.filter(one => one.arn !== arn)
  if (!policy || text === null) return { ...withSource(account, arn, null), managedPolicies: others }
  const listed: ManagedPolicy = {
    arn,
    name: policy.name,
    path: policy.path,
    awsManaged: false,
    defaultVersionId: policy.defaultVersionId,
    versionIds: policy.versions.map(({ id }) => id),
    attachmentCount: policy.attachmentCount,
  }
  const source: PolicySource = {
    id: arn,
    name: policy.name,
    kind: 'customerManaged',
    versionId: policy.defaultVersionId,
    text,
  }
  return { ...withSource(account, arn, source), managedPolicies: [...others, listed] }
}

function inGroup(account: Inventory, userArn: string, groupName: string, member: boolean): Inventory {
  const lent = account.groups.find(({ name }) => name === groupName)?.policyIds ?? []
  return {
    ...account,
    groups: account.groups.map(group => {
      if (group.name !== groupName || group.memberArns.includes(userArn) === member) return group
      const others = group.memberArns.filter(arn => arn !== userArn)
      return { ...group, memberArns: member ? [...others, userArn] : others }
    }),
    principals: account.principals.map(principal => {
      if (principal.arn !== userArn || principal.groups.includes(groupName) === member) return principal
      const groups = principal.groups.filter(name => name !== groupName)
      return {
        ...withIdentity(principal, identity => [
          ...identity.filter(item => item.viaGroup !== groupName),
          ...(member ? lent.map(policyId => ({ policyId, viaGroup: groupName })) : []),
        ]),
        groups: member ? [...groups, groupName] : groups,
      }
    }),
  }
}
