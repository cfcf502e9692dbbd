import type { CompiledAccess } from '@/lib/access/compile-access'
import type { Principal } from '@/lib/access/principal'
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

const holds = ({ policies: { identity, boundary } }: Principal, policyId: string) =>
  identity.some(item => item.policyId === policyId) ||
  (boundary !== null && boundary !== 'unread' && boundary.policyId === policyId)

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
  { inventory }: CompiledAccess,
  changes: readonly AccountChange[],
  always: Principal,
): Touched {
  const groupNames = new Map(inventory.groups.map(group => [group.arn, group.name]))
  const touched: Touched = { before: [], after: [], sources: sourcesAfter(inventory.policies, changes) }
  for (const principal of inventory.principals) {
    const held = principal.policies.identity
    const identity = changes.reduce(
      (kept, change) => identityAfter(principal, kept, change, groupNames),
      held,
    )
    const edited = changes.some(change => change.kind === 'replaceText' && holds(principal, change.policyId))
    const same = identity.length === held.length && identity.every((item, index) => item === held[index])
    if (same && !edited && principal.arn !== always.arn) continue
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
