import type { Inventory } from '@/lib/access/model/inventory'
import { documentSize } from '../document-size'
import { documentLimit } from '../quotas'
import type { AccountChange } from './account-change'

/** A policy text before and after; null: it does not exist then. */
export interface WayDocument {
  policyId: string
  policyName: string
  /** `v4`; null for an inline policy. */
  versionId: string | null
  before: string | null
  after: string | null
  size: { used: number; limit: number; scope: string }
}

export function wayDocuments(changes: readonly AccountChange[], inventory: Inventory): WayDocument[] {
  return changes.flatMap((change): WayDocument[] => {
    if (change.kind === 'detach' || change.kind === 'leaveGroup') return []
    const policyId =
      change.kind === 'putInline' ? `${change.principalArn}#${change.policyName}` : change.policyId
    const after = change.kind === 'deleteInline' ? null : change.text
    const source = inventory.policies.find(policy => policy.id === policyId)
    return [
      {
        policyId,
        policyName: source?.name ?? policyId.split('#')[1] ?? policyId,
        versionId: source?.versionId ?? null,
        before: source?.text ?? null,
        after,
        size: sizeOf(policyId, after, inventory),
      },
    ]
  })
}

/** All inline policies of one owner share a quota; a managed one has its own. */
function sizeOf(policyId: string, text: string | null, inventory: Inventory): WayDocument['size'] {
  const own = text === null ? 0 : documentSize(text)
  const limit = documentLimit(inventory.quotas, policyId)
  const [owner = ''] = policyId.split('#')
  if (owner === policyId) return { used: own, limit, scope: 'managed policy' }
  const others = inventory.policies.filter(
    policy => policy.id.startsWith(`${owner}#`) && policy.id !== policyId,
  )
  const used = others.reduce((sum, policy) => sum + documentSize(policy.text), own)
  return { used, limit, scope: 'all its inline policies' }
}

/** Taking something out of a policy that is too large already is no problem of this change. */
export function sizeProblems(documents: readonly WayDocument[]): string[] {
  return documents.flatMap(({ policyName, before, after, size: { used, limit } }) =>
    after !== null && used > limit && documentSize(after) > documentSize(before ?? '')
      ? [
          `${policyName} does not fit: ${used.toLocaleString('en-US')} characters, and ${limit.toLocaleString('en-US')} are allowed.`,
        ]
      : [],
  )
}
