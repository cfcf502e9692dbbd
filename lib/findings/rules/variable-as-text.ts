import { targetsOf } from '@/lib/access/decide/targets-of'
import { buildFinding } from '../build-finding'
import { byPolicy } from '../connect-statements'
import { documentFix } from '../document-fix'
import { removeEdits, removeLabel } from '../entry-edits'
import { marksOf, policyEvidence, policySubject } from '../evidence'
import type { FindingRule } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'
import { readResources } from '../read-resource'

const about = {
  id: 'variable-as-text',
  severity: 'medium',
  title: 'Policy variable read as plain text',
  description:
    'A policy without Version 2012-10-17 uses a variable. Under the old language it is literal text.',
  source: PAGES.variables,
} as const

export const variableAsText: FindingRule = {
  ...about,
  *find({ access }) {
    const literal = readResources(access).filter(
      ({ policy, pattern }) =>
        policy.document?.version !== '2012-10-17' &&
        !policy.issues.some(({ path }) => path === 'Version') &&
        /\$\{[^}]*\}/.test(pattern),
    )
    for (const group of byPolicy(literal)) {
      const [first] = group
      if (!first) continue
      const { policy } = first
      const version = policy.document?.version ?? 'no Version'
      yield buildFinding(about, {
        key: policy.source.id,
        sentence: `${policy.source.name} has ${version === 'no Version' ? version : `Version ${version}`}, where a variable is plain text: ${group.some(({ statement }) => statement.effect === 'Deny') ? 'a Deny with it denies nobody' : 'the entry matches nobody'}.`,
        subject: policySubject(policy),
        targets: findingTargets(group.flatMap(({ pattern }) => targetsOf(access, pattern))),
        evidence: policyEvidence(access, policy, marksOf(group)),
        fixes: [
          yield* documentFix(access, policy, {
            id: 'version',
            label: 'Set Version to 2012-10-17',
            edits: [{ kind: 'setVersion', version: '2012-10-17' }],
          }),
          yield* documentFix(access, policy, {
            id: 'remove',
            label: removeLabel(group),
            edits: removeEdits(group),
          }),
        ],
      })
    }
  },
}
