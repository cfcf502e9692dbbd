import type { Inventory } from '@/lib/access/model/inventory'
import type { Changes } from './changes'

/** The account as it would be read after the plan: what the effect is computed from. */
export function inventoryAfter(
  inventory: Inventory,
  changes: Pick<Changes, 'sources' | 'attachments'>,
): Inventory {
  const replaced = new Map(changes.sources.map(source => [source.id, source]))
  const attached = new Map<string, { policyId: string; viaGroup: string | null }[]>()
  for (const { subject, policyId } of changes.attachments) {
    const viaGroup = subject.kind === 'group' ? subject.name : null
    for (const arn of subject.memberArns) {
      attached.set(arn, [...(attached.get(arn) ?? []), { policyId, viaGroup }])
    }
  }
  return {
    ...inventory,
    policies: [...inventory.policies.filter(source => !replaced.has(source.id)), ...replaced.values()],
    principals: inventory.principals.map(principal => {
      const added = attached.get(principal.arn)
      if (!added) return principal
      const identity = [...principal.policies.identity, ...added]
      return { ...principal, policies: { ...principal.policies, identity } }
    }),
  }
}
