import { isUniversal, userPatterns } from '@/lib/access/decide/user-pattern'
import { connectArn, type Target } from '@/lib/access/model/target'
import { completeArnPattern, type Statement } from '@/lib/iam/index'
import { buildFinding } from '../build-finding'
import { byPolicy, connectStatements } from '../connect-statements'
import { byHand, documentFix } from '../document-fix'
import { policyEvidence, policySubject } from '../evidence'
import type { FindingRule } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'
import { isTakenBack } from '../taken-back'

const about = {
  id: 'not-resource-allow',
  severity: 'high',
  title: 'NotResource lets in everybody but a few',
  description: 'An Allow with NotResource grants every database user that is not among the exceptions.',
  source: PAGES.notResource,
} as const

export const notResourceAllow: FindingRule = {
  ...about,
  *find({ access }) {
    const wide = connectStatements(access).filter(
      ({ statement }) => statement.effect === 'Allow' && statement.resource?.not,
    )
    for (const group of byPolicy(wide)) {
      const [first] = group
      const targets = access.inventory.targets.filter(target =>
        group.some(({ statement }) => !isExcepted(statement, target)),
      )
      if (!first || targets.length === 0) continue
      const { policy } = first
      if (yield* isTakenBack(access, policy, targets)) continue
      yield buildFinding(about, {
        key: policy.source.id,
        sentence: `${policy.source.name} allows every database user on every target but those it lists, also on targets and users created later.`,
        subject: policySubject(policy),
        targets: findingTargets(targets),
        evidence: policyEvidence(
          access,
          policy,
          group.map(({ statement: { index, resource } }) => ({
            statement: index,
            lines: [resource?.line ?? 0, ...(resource?.patternLines ?? [])],
          })),
        ),
        fixes: [
          byHand('list', 'List what is meant', [
            'Find out which database users its holders need.',
            'Write them as Resource in place of NotResource.',
          ]),
          yield* documentFix(access, policy, {
            id: 'remove',
            label: group.length === 1 ? 'Delete the statement' : 'Delete the statements',
            edits: group.map(({ statement }) => ({ kind: 'removeStatement', statement: statement.index })),
          }),
        ],
      })
    }
  },
}

/** Every database user of the target is among the exceptions. */
function isExcepted({ resource }: Statement, target: Target): boolean {
  return (resource?.patterns ?? []).some(pattern =>
    userPatterns(completeArnPattern(pattern), connectArn(target, '')).some(isUniversal),
  )
}
