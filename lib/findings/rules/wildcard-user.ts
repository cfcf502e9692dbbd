import { columnFor, isUsable, scanFor } from '@/lib/access/decide/columns'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { targetsOf } from '@/lib/access/decide/targets-of'
import { isUniversal, spelledOut } from '@/lib/access/decide/user-pattern'
import { maySignIn, namesInside } from '@/lib/access/model/name-inside'
import type { Target } from '@/lib/access/model/target'
import type { DocumentEdit } from '@/lib/grants/edit-document'
import { buildFinding } from '../build-finding'
import { byPolicy } from '../connect-statements'
import { byHand, documentFix, type WorkedFix } from '../document-fix'
import { removeEdits, removeLabel } from '../entry-edits'
import { marksOf, namesOf, policyEvidence, policySubject } from '../evidence'
import type { FindingRule, Search } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'
import { type ReadResource, resourceSteps } from '../read-resource'
import type { Steps } from '../steps'
import { isTakenBack } from '../taken-back'

const about = {
  id: 'wildcard-user',
  severity: 'high',
  title: 'Wildcard database user',
  description: 'A policy lets its holders connect as every database user of a target, new ones included.',
  source: PAGES.connectPolicy,
} as const

export const wildcardUser: FindingRule = {
  ...about,
  *find({ access }) {
    const wide = (yield* resourceSteps(access)).filter(
      ({ statement, mistake, id, user }) =>
        statement.effect === 'Allow' &&
        mistake === null &&
        id !== null &&
        !/[*?$]/.test(id) &&
        user !== null &&
        isUniversal(user),
    )
    for (const group of byPolicy(wide)) yield* findingOf(access, group)
  },
}

function* findingOf(access: CompiledAccess, group: ReadResource[]): Search {
  const [first] = group
  if (!first) return
  const { policy } = first
  const targets = group.flatMap(({ pattern }) => targetsOf(access, pattern))
  if (yield* isTakenBack(access, policy, targets)) return
  const named = targets.length > 0 ? targets.map(({ name }) => name) : group.map(({ id }) => id ?? '')
  const names = namesOf([...new Set(named)])
  yield buildFinding(about, {
    key: policy.source.id,
    sentence: `${policy.source.name} lets its holders connect to ${names} as any database user, users created later included.`,
    subject: policySubject(policy),
    targets: findingTargets(targets),
    evidence: policyEvidence(access, policy, marksOf(group)),
    fixes: [
      yield* nameUsers(access, group),
      yield* documentFix(access, policy, {
        id: 'remove',
        label: removeLabel(group),
        edits: removeEdits(group),
      }),
    ],
  })
}

/** A proxy has none of its own: its users are those behind it. */
function mastersOf({ inventory }: CompiledAccess, target: Target | undefined): Set<string | null> {
  const ids = new Set(target?.proxy?.targets.map(({ resourceId }) => resourceId))
  const behind = inventory.targets.filter(({ resourceId }) => ids.has(resourceId))
  return new Set([target, ...behind].map(each => each?.masterUsername ?? null))
}

/** Only a database that was read tells which users there are to name. */
function* nameUsers(access: CompiledAccess, group: readonly ReadResource[]): Steps<WorkedFix | null> {
  const [first] = group
  if (!first) return null
  const edits = group.flatMap(({ statement, pattern, user }): DocumentEdit[] => {
    const [target] = targetsOf(access, pattern)
    const scan = target ? scanFor(access, target) : null
    const masters = mastersOf(access, target)
    const ready = [...namesInside({ users: scan?.users ?? [] }).values()].filter(
      each =>
        each.rows.some(maySignIn) &&
        !masters.has(each.name) &&
        // Through a proxy, whoever gets on behind it; a secret asks for a password, not for rds_iam.
        (target?.proxy ? isUsable(columnFor(access, target, each.name)) !== false : each.ready !== 'nowhere'),
    )
    if (ready.length === 0 || user === null) return []
    const head = pattern.slice(0, pattern.length - user.length)
    const by = ready.map(({ name }) => head + spelledOut(name))
    return [{ kind: 'replaceEntry', statement: statement.index, element: 'Resource', entry: pattern, by }]
  })
  const label = 'Name the users of today'
  if (edits.length === group.length)
    return yield* documentFix(access, first.policy, { id: 'narrow', label, edits })
  return byHand('narrow', 'Name the users that are needed', [
    'Ask the holders which database users they sign in as.',
    'Write one entry for each of them in place of the wildcard.',
  ])
}
