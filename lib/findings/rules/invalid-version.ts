import { targetsOf } from '@/lib/access/decide/targets-of'
import { allPolicies } from '../attached-policies'
import { buildFinding } from '../build-finding'
import { coversConnect } from '../connect-statements'
import { documentFix } from '../document-fix'
import { policyEvidence, policySubject } from '../evidence'
import type { FindingRule } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'

const about = {
  id: 'invalid-version',
  severity: 'high',
  title: 'Invalid policy version',
  description: 'The Version of a policy is neither 2012-10-17 nor 2008-10-17.',
  source: PAGES.version,
} as const

export const invalidVersion: FindingRule = {
  ...about,
  *find({ access }) {
    for (const policy of allPolicies(access)) {
      const { source, holders, bounds } = policy
      if (source.kind === 'awsManaged' || holders.length + bounds.length === 0) continue
      const issue = policy.issues.find(({ path }) => path === 'Version')
      const statements = policy.document?.statements.filter(coversConnect) ?? []
      if (!issue || statements.length === 0) continue
      const patterns = statements.flatMap(({ resource }) => resource?.patterns ?? [])
      const written = /"Version"\s*:\s*("[^"]*")/.exec(policy.source.text)?.[1] ?? 'another value'
      yield buildFinding(about, {
        key: policy.source.id,
        sentence: `${policy.source.name} has Version ${written}. Only 2012-10-17 and 2008-10-17 exist: AWS would refuse the document today, and what it grants as stored cannot be relied on.`,
        subject: policySubject(policy),
        targets: findingTargets(patterns.flatMap(pattern => targetsOf(access, pattern))),
        evidence: policyEvidence(access, policy, [{ statement: null, lines: [issue.line ?? 1] }]),
        fixes: [
          yield* documentFix(access, policy, {
            id: 'version',
            label: 'Set Version to 2012-10-17',
            edits: [{ kind: 'setVersion', version: '2012-10-17' }],
          }),
        ],
      })
    }
  },
}
