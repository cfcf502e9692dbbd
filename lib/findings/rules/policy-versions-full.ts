import { targetsOf } from '@/lib/access/decide/targets-of'
import { oldestSpareVersion } from '@/lib/grants/quotas'
import { policyById } from '../attached-policies'
import { buildFinding } from '../build-finding'
import { connectStatements } from '../connect-statements'
import { byHand } from '../document-fix'
import { policyEvidence, policySubject } from '../evidence'
import type { FindingRule } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'

const about = {
  id: 'policy-versions-full',
  severity: 'low',
  title: 'Policy has no free version',
  description:
    'A managed policy that grants database logins keeps as many versions as IAM allows: the next change needs a place.',
  source: PAGES.versioning,
} as const

export const policyVersionsFull: FindingRule = {
  ...about,
  *find({ access }) {
    const { managedPolicies, quotas } = access.inventory
    const granting = new Map(connectStatements(access).map(item => [item.policy.source.id, item]))
    for (const { arn, versionIds, defaultVersionId } of managedPolicies) {
      const policy = policyById(access, arn)
      if (!policy || !granting.has(arn) || versionIds.length < quotas.versionsPerPolicy) continue
      const spare = oldestSpareVersion(versionIds, defaultVersionId)
      const patterns = (policy.document?.statements ?? []).flatMap(({ resource }) => resource?.patterns ?? [])
      yield buildFinding(about, {
        key: arn,
        sentence: `${policy.source.name} keeps ${versionIds.length} versions, as many as IAM allows. The next change is refused unless one is deleted first.`,
        subject: policySubject(policy),
        targets: findingTargets(patterns.flatMap(pattern => targetsOf(access, pattern))),
        evidence: policyEvidence(
          access,
          policy,
          [{ statement: null, lines: [] }],
          [
            { label: 'Versions', value: [...versionIds].sort().join(', ') },
            { label: 'In force', value: defaultVersionId },
          ],
        ),
        fixes: [
          byHand('delete-version', `Delete ${spare ?? 'an old version'}`, [
            `Keep a copy of ${spare ?? 'the oldest version'}: a deleted version cannot be brought back.`,
            `Delete it with DeletePolicyVersion. ${defaultVersionId}, which is in force, stays.`,
          ]),
        ],
      })
    }
  },
}
