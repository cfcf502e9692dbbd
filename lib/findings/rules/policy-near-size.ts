import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { targetsOf } from '@/lib/access/decide/targets-of'
import type { IamQuotas } from '@/lib/access/model/inventory'
import { documentSize } from '@/lib/grants/document-size'
import { type AttachedPolicy, allPolicies } from '../attached-policies'
import { buildFinding } from '../build-finding'
import { byPolicy, connectStatements } from '../connect-statements'
import { byHand } from '../document-fix'
import { policyEvidence, policySubject } from '../evidence'
import type { FindingRule } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'

const about = {
  id: 'policy-near-size',
  severity: 'low',
  title: 'Policy has almost no room left',
  description:
    'A policy that grants database logins is within a tenth of IAM’s size limit: the next grant may not fit.',
  source: PAGES.quotas,
} as const

const NEAR = 0.9

export const policyNearSize: FindingRule = {
  ...about,
  *find({ access }) {
    const inlineSizes = inlineSizeByOwner(access)
    for (const group of byPolicy(connectStatements(access))) {
      const [first] = group
      if (!first) continue
      const { policy } = first
      const { used, limit } = sizeOf(policy, inlineSizes, access.inventory.quotas)
      if (used < limit * NEAR) continue
      const room = `${used.toLocaleString('en-US')} of ${limit.toLocaleString('en-US')} characters`
      const patterns = group.flatMap(({ statement }) => statement.resource?.patterns ?? [])
      yield buildFinding(about, {
        key: policy.source.id,
        sentence: `${policy.source.name} holds ${room}${policy.source.kind === 'inline' ? ', all inline policies of its owner together' : ''}. One more ARN takes about 90, so the next grant may be refused.`,
        subject: policySubject(policy),
        targets: findingTargets(patterns.flatMap(pattern => targetsOf(access, pattern))),
        evidence: policyEvidence(
          access,
          policy,
          [{ statement: null, lines: [] }],
          [
            { label: 'Size', value: room },
            { label: 'Entries', value: String(patterns.length) },
          ],
        ),
        fixes: [
          byHand('split', 'Split the policy', [
            'Create a second managed policy and move half of the entries there.',
            'Attach it to the same principals before the entries are taken out here.',
          ]),
        ],
      })
    }
  },
}

const ownerOf = (policyId: string) => policyId.split('#')[0] ?? policyId

function inlineSizeByOwner(access: CompiledAccess): Map<string, number> {
  const sizes = new Map<string, number>()
  for (const { source } of allPolicies(access)) {
    if (source.kind !== 'inline') continue
    const owner = ownerOf(source.id)
    sizes.set(owner, (sizes.get(owner) ?? 0) + documentSize(source.text))
  }
  return sizes
}

function sizeOf({ source }: AttachedPolicy, inline: Map<string, number>, quotas: IamQuotas) {
  if (source.kind !== 'inline') return { used: documentSize(source.text), limit: quotas.policySize }
  return { used: inline.get(ownerOf(source.id)) ?? 0, limit: inlineLimitOf(source.id, quotas) }
}

function inlineLimitOf(policyId: string, quotas: IamQuotas): number {
  if (policyId.includes(':group/')) return quotas.groupInlineSize
  return policyId.includes(':user/') ? quotas.userInlineSize : quotas.roleInlineSize
}
