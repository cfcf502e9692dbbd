import { targetsOf } from '@/lib/access/decide/targets-of'
import { allPolicies } from '../attached-policies'
import { buildFinding } from '../build-finding'
import { meansConnect } from '../connect-statements'
import { NO_EFFECT } from '../document-fix'
import { policyEvidence, policySubject } from '../evidence'
import type { FindingRule } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'

const about = {
  id: 'unused-policy',
  severity: 'low',
  title: 'Policy that nobody holds',
  description:
    'A customer managed policy for database logins is attached to nobody. One attachment would put it in force.',
  source: PAGES.managedOrInline,
} as const

export const unusedPolicy: FindingRule = {
  ...about,
  *find({ access }) {
    const attached = new Set(
      access.inventory.managedPolicies.flatMap(({ arn, attachmentCount }) =>
        attachmentCount > 0 ? [arn] : [],
      ),
    )
    for (const { policyIds } of access.inventory.groups) for (const id of policyIds) attached.add(id)
    for (const policy of allPolicies(access)) {
      const { source, holders, bounds, document } = policy
      const statements =
        document?.statements.filter(each => each.effect === 'Allow' && meansConnect(each)) ?? []
      const held = holders.length + bounds.length > 0 || attached.has(source.id)
      if (source.kind !== 'customerManaged' || held || statements.length === 0) continue
      const patterns = statements.flatMap(({ resource }) => resource?.patterns ?? [])
      yield buildFinding(about, {
        key: source.id,
        sentence: `${source.name} grants database logins and is attached to nobody. Whoever may attach policies can put it in force with one call.`,
        subject: policySubject(policy),
        targets: findingTargets(patterns.flatMap(pattern => targetsOf(access, pattern))),
        evidence: policyEvidence(
          access,
          policy,
          statements.map(({ index, resource, lines }) => ({
            statement: index,
            lines: resource?.patternLines ?? [lines.from],
          })),
        ),
        fixes: [
          {
            cells: [],
            fix: {
              id: 'delete',
              label: 'Delete the policy',
              opensAccess: false,
              plan: { kind: 'deletePolicy', policyId: source.id },
              effect: NO_EFFECT,
            },
          },
        ],
      })
    }
  },
}
