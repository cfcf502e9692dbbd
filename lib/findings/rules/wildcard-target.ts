import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { targetsOf } from '@/lib/access/decide/targets-of'
import { isUniversal } from '@/lib/access/decide/user-pattern'
import { connectArn } from '@/lib/access/model/target'
import type { DocumentEdit } from '@/lib/grants/edit-document'
import { buildFinding } from '../build-finding'
import { byPolicy } from '../connect-statements'
import { documentFix } from '../document-fix'
import { removeEdits, removeLabel } from '../entry-edits'
import { count, marksOf, policyEvidence, policySubject } from '../evidence'
import type { FindingRule, Search } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'
import { type ReadResource, resourceSteps } from '../read-resource'
import { isTakenBack } from '../taken-back'

const about = {
  id: 'wildcard-target',
  severity: 'medium',
  title: 'Wildcard target',
  description:
    'A policy reaches every target of an account or Region, the ones created later included. High where it does so as any database user.',
  source: PAGES.connectPolicy,
} as const

export const wildcardTarget: FindingRule = {
  ...about,
  *find({ access }) {
    const wide = (yield* resourceSteps(access)).filter(
      ({ statement, mistake, id, pattern }) =>
        statement.effect === 'Allow' &&
        mistake === null &&
        (id === null ? targetsOf(access, pattern).length > 0 : /[*?]/.test(id)),
    )
    for (const group of byPolicy(wide)) yield* findingOf(access, group)
  },
}

function* findingOf(access: CompiledAccess, group: ReadResource[]): Search {
  const [first] = group
  if (!first) return
  const { policy } = first
  const targets = [...new Set(group.flatMap(({ pattern }) => targetsOf(access, pattern)))]
  if (yield* isTakenBack(access, policy, targets)) return
  const users = group.map(({ user }) => user ?? '*')
  const anyUser = users.some(isUniversal)
  const asWhom = anyUser ? 'any database user' : [...new Set(users)].join(', ')
  const edits = exactEdits(access, group)
  yield buildFinding(about, {
    key: policy.source.id,
    severity: anyUser ? 'high' : about.severity,
    sentence: `${policy.source.name} matches ${count(targets.length, 'target')} as ${asWhom}, and every target that is created later.`,
    subject: policySubject(policy),
    targets: findingTargets(targets),
    evidence: policyEvidence(access, policy, marksOf(group)),
    fixes: [
      edits.length > 0
        ? yield* documentFix(access, policy, { id: 'narrow', label: 'Name the targets of today', edits })
        : null,
      yield* documentFix(access, policy, {
        id: 'remove',
        label: removeLabel(group),
        edits: removeEdits(group),
      }),
    ],
  })
}

/** The same cells today, none of tomorrow's: each target by its id. */
function exactEdits(access: CompiledAccess, group: readonly ReadResource[]): DocumentEdit[] {
  return group.flatMap(({ statement, pattern, user }): DocumentEdit[] => {
    const targets = targetsOf(access, pattern)
    if (user === null || targets.length === 0) return []
    const by = targets.map(target => connectArn(target, user))
    return [{ kind: 'replaceEntry', statement: statement.index, element: 'Resource', entry: pattern, by }]
  })
}
