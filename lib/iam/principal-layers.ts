import type {
  Layer,
  PolicyAttachment,
  PolicySnapshot,
  PolicySource,
  PrincipalPolicies,
} from './policy-snapshot'

export function sourcesById(snapshot: PolicySnapshot): Map<string, PolicySource> {
  return new Map(snapshot.policies.map(policy => [policy.id, policy]))
}

const UNREAD_BOUNDARY = 'The permissions boundary could not be read.'

/** The layers of a principal, in fixed order: identity, boundary, SCP levels. */
export function layersOf(principal: PrincipalPolicies, sources: ReadonlyMap<string, PolicySource>): Layer[] {
  const attached = (list: readonly PolicyAttachment[]) =>
    list.map(({ policyId, viaGroup }) => ({
      source: sources.get(policyId) ?? unreadPolicy(policyId),
      viaGroup,
    }))
  const layers: Layer[] = [{ kind: 'identity', policies: attached(principal.identity) }]
  const { boundary } = principal
  if (boundary === 'unread') layers.push({ kind: 'boundary', policies: [], unread: UNREAD_BOUNDARY })
  else if (boundary !== null) layers.push({ kind: 'boundary', policies: attached([boundary]) })
  const { serviceControl } = principal
  const levels = serviceControl.state === 'read' ? serviceControl.levels : []
  for (const { policies, ...level } of levels)
    layers.push({ kind: 'scp', policies: attached(policies), level })
  return layers
}

/** An attached policy whose text is missing: it stays in the verdict as unknown. */
export function unreadPolicy(policyId: string): PolicySource {
  return { id: policyId, name: policyId, kind: 'customerManaged', versionId: null, text: '' }
}

/** Every policy that has a say over the principal, in the order of its layers. */
export function attachmentsOf({ identity, boundary, serviceControl }: PrincipalPolicies): PolicyAttachment[] {
  const limits = boundary === null || boundary === 'unread' ? [] : [boundary]
  const levels = serviceControl.state === 'read' ? serviceControl.levels : []
  return [...identity, ...limits, ...levels.flatMap(level => level.policies)]
}

/** Ids of all policies that stand in layers of a kind, whoever's: for questions about documents, not about people. */
export function heldByKind(people: readonly PrincipalPolicies[]): Map<Layer['kind'], Set<string>> {
  const held = { identity: new Set<string>(), boundary: new Set<string>(), scp: new Set<string>() }
  for (const { identity, boundary, serviceControl } of people) {
    for (const { policyId } of identity) held.identity.add(policyId)
    if (boundary !== null && boundary !== 'unread') held.boundary.add(boundary.policyId)
    if (serviceControl.state !== 'read') continue
    for (const { policies } of serviceControl.levels)
      for (const { policyId } of policies) held.scp.add(policyId)
  }
  return new Map(Object.entries(held) as [Layer['kind'], Set<string>][])
}
