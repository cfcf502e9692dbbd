import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { boundaryHolders, policyHolders } from '@/lib/access/decide/policy-holders'
import { findPrincipal } from '@/lib/access/decide/principal-index'
import type { Principal } from '@/lib/access/model/principal'
import type { PolicySource } from '@/lib/iam/index'

/** One small change of what principals hold. Inline policies are named as everywhere: `<owner ARN>#<name>`. */
export type AccountChange =
  | { kind: 'replaceText'; policyId: string; text: string }
  | { kind: 'deleteInline'; policyId: string }
  | { kind: 'detach'; policyId: string; ownerArn: string }
  | { kind: 'leaveGroup'; principalArn: string; group: string }
  | { kind: 'putInline'; principalArn: string; policyName: string; text: string }

type Identity = Principal['policies']['identity']

/** What a principal holds after one change, and whether that concerns it at all. */
function identityAfter(
  { arn, groups }: Principal,
  identity: Identity,
  change: AccountChange,
  groupNames: ReadonlyMap<string, string>,
): Identity {
  switch (change.kind) {
    case 'replaceText':
      return identity
    case 'deleteInline':
      return identity.filter(item => item.policyId !== change.policyId)
    case 'detach': {
      const group = groupNames.get(change.ownerArn) ?? null
      if (group === null ? arn !== change.ownerArn : !groups.includes(group)) return identity
      return identity.filter(item => item.policyId !== change.policyId || item.viaGroup !== group)
    }
    case 'leaveGroup':
      return arn === change.principalArn ? identity.filter(item => item.viaGroup !== change.group) : identity
    case 'putInline':
      return arn === change.principalArn
        ? [...identity, { policyId: `${arn}#${change.policyName}`, viaGroup: null }]
        : identity
  }
}

/** Places of those whose rights the change may concern: the panel has no time to look at everybody. */
function concernedBy(access: CompiledAccess, change: AccountChange): number[] {
  if (change.kind === 'leaveGroup' || change.kind === 'putInline')
    return [findPrincipal(access, change.principalArn).index]
  const own = policyHolders(access).get(change.policyId) ?? []
  const bounded = change.kind === 'replaceText' ? boundaryHolders(access).get(change.policyId) : null
  return [...own, ...(bounded ?? [])]
}

export interface Touched {
  /** Who is concerned: rights of nobody else can change. */
  before: Principal[]
  /** The same people in the same order, afterwards. */
  after: Principal[]
  /** Policies with another text, or new. */
  sources: PolicySource[]
}

/** Those whose rights may change, before and after. `always` is among them whatever happens. */
export function touchedBy(
  access: CompiledAccess,
  changes: readonly AccountChange[],
  always: Principal,
): Touched {
  const { groups, policies, principals } = access.inventory
  const groupNames = new Map(groups.map(group => [group.arn, group.name]))
  const placesOf = (some: readonly AccountChange[]) => some.flatMap(change => concernedBy(access, change))
  const edited = new Set(placesOf(changes.filter(({ kind }) => kind === 'replaceText')))
  edited.add(findPrincipal(access, always.arn).index)
  const concerned = [...new Set([...edited, ...placesOf(changes)])].sort((left, right) => left - right)
  const touched: Touched = { before: [], after: [], sources: sourcesAfter(policies, changes) }
  for (const place of concerned) {
    const principal = principals[place]
    if (!principal) continue
    const held = principal.policies.identity
    const identity = changes.reduce(
      (kept, change) => identityAfter(principal, kept, change, groupNames),
      held,
    )
    const same = identity.length === held.length && identity.every((item, index) => item === held[index])
    if (same && !edited.has(place)) continue
    touched.before.push(principal)
    touched.after.push({ ...principal, policies: { ...principal.policies, identity } })
  }
  return touched
}

function sourcesAfter(policies: readonly PolicySource[], changes: readonly AccountChange[]): PolicySource[] {
  return changes.flatMap((change): PolicySource[] => {
    if (change.kind === 'putInline') {
      const { principalArn, policyName: name, text } = change
      return [{ id: `${principalArn}#${name}`, name, kind: 'inline', versionId: null, text }]
    }
    if (change.kind !== 'replaceText') return []
    const source = policies.find(policy => policy.id === change.policyId)
    return source ? [{ ...source, text: change.text }] : []
  })
}
