import type { Layer, PolicySource } from '@/lib/iam/index'
import { findPrincipal } from '@/lib/simulator/aws/access-keys'
import type { IamEntity } from '@/lib/simulator/world/iam-world'
import type { ManagedPolicy, World } from '@/lib/simulator/world/world'

type Reached = Layer['policies'][number]

/** Every policy that has a say over this principal, as the service itself knows them. */
export function policyLayers(
  world: World,
  principalArn: string,
  sessionPolicies: readonly string[] = [],
): Layer[] {
  const principal = findPrincipal(world, principalArn)
  if (!principal) return [{ kind: 'identity', policies: [] }]
  const layers: Layer[] = [{ kind: 'identity', policies: identityPolicies(world, principal) }]
  if (principal.boundary) {
    const policy = world.policies.get(principal.boundary)
    layers.push({
      kind: 'boundary',
      policies: policy ? [{ source: managedSource(policy), viaGroup: null }] : [],
    })
  }
  if (!principal.path.startsWith('/aws-service-role/')) layers.push(...scpLayers(world, principal.arn))
  if (sessionPolicies.length > 0) {
    const policies = sessionPolicies.map((text, index) => {
      const name = `session-policy-${index + 1}`
      const source: PolicySource = {
        id: `${principalArn}#${name}`,
        name,
        kind: 'session',
        versionId: null,
        text,
      }
      return { source, viaGroup: null }
    })
    layers.push({ kind: 'session', policies })
  }
  return layers
}

export function identityPolicies(world: World, entity: IamEntity): Reached[] {
  const own = ownPolicies(world, entity, null)
  if (entity.kind !== 'user') return own
  const lent = entity.groups.flatMap(name => {
    const group = world.groups.get(name.toLowerCase())
    return group ? ownPolicies(world, group, group.name) : []
  })
  return [...own, ...lent]
}

function ownPolicies(world: World, entity: IamEntity, viaGroup: string | null): Reached[] {
  const inline = entity.inline.map((policy): PolicySource => {
    const id = `${entity.arn}#${policy.name}`
    return { id, name: policy.name, kind: 'inline', versionId: null, text: policy.text }
  })
  const managed = entity.attached.flatMap(arn => {
    const policy = world.policies.get(arn)
    return policy ? [managedSource(policy)] : []
  })
  return [...inline, ...managed].map(source => ({ source, viaGroup }))
}

export function managedSource(policy: ManagedPolicy): PolicySource {
  const version = policy.versions.find(({ id }) => id === policy.defaultVersionId)
  return {
    id: policy.arn,
    name: policy.name,
    kind: policy.awsManaged ? 'awsManaged' : 'customerManaged',
    versionId: policy.defaultVersionId,
    text: version?.text ?? '',
  }
}

/** Organizations User Guide, "SCP evaluation": every level must allow; principals of the management account are exempt. */
function scpLayers({ organization }: World, principalArn: string): Layer[] {
  if (!organization?.policyTypes.has('SERVICE_CONTROL_POLICY')) return []
  if (principalArn.split(':')[4] === organization.managementAccountId) return []
  return organization.levels.map(level => ({
    kind: 'scp' as const,
    policies: level.attached.flatMap(policyId => {
      const policy = organization.policies.get(policyId)
      if (policy?.type !== 'SERVICE_CONTROL_POLICY') return []
      const { id, name, text } = policy
      const source: PolicySource = { id, name, kind: 'scp', versionId: null, text }
      return [{ source, viaGroup: null }]
    }),
  }))
}
