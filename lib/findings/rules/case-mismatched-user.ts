import { spelledOut } from '@/lib/access/user-pattern'
import { buildFinding } from '../build-finding'
import { grantsToNamedUsers } from '../database-users'
import { documentFix } from '../document-fix'
import { removeEdits, removeLabel } from '../entry-edits'
import { policyEvidence, policySubject } from '../evidence'
import type { FindingRule } from '../finding'
import { PAGES } from '../pages'
import { findingTargets } from '../target-index'

const about = {
  id: 'case-mismatched-user',
  severity: 'high',
  title: 'Database user spelled with other capitals',
  description:
    'A policy names a database user that differs from an existing one in capitals only. Case matters.',
  source: PAGES.accounts,
} as const

export const caseMismatchedUser: FindingRule = {
  ...about,
  *find({ access }) {
    for (const { resources, target, name, twin } of grantsToNamedUsers(access)) {
      if (!twin) continue
      const [{ policy }] = resources
      yield buildFinding(about, {
        key: `${policy.source.id}:${target.resourceId}/${name}`,
        sentence: `${policy.source.name} grants ${name} on ${target.name}; the database user is ${twin.name}. Case matters, so the grant reaches nobody.`,
        subject: policySubject(policy),
        targets: findingTargets([target]),
        evidence: policyEvidence(
          access,
          policy,
          resources.map(({ statement, line }) => ({ statement: statement.index, lines: [line] })),
          [
            { label: 'Policy says', value: name },
            { label: 'The database has', value: twin.name },
          ],
        ),
        fixes: [
          yield* documentFix(access, policy, {
            id: 'correct',
            label: 'Correct the capitals',
            edits: resources.map(({ statement, pattern, user }) => ({
              kind: 'replaceEntry',
              statement: statement.index,
              element: 'Resource',
              entry: pattern,
              by: [pattern.slice(0, pattern.length - (user?.length ?? 0)) + spelledOut(twin.name)],
            })),
          }),
          yield* documentFix(access, policy, {
            id: 'remove',
            label: removeLabel(resources),
            edits: removeEdits(resources),
          }),
        ],
      })
    }
  },
}
