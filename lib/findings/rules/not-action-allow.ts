import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { targetsOf } from '@/lib/access/decide/targets-of'
import { isUniversal } from '@/lib/access/decide/user-pattern'
import { ownGrants } from '../attached-policies'
import { buildFinding } from '../build-finding'
import { byPolicy, coversConnect, type PolicyStatement } from '../connect-statements'
import { documentFix } from '../document-fix'
import { policyEvidence, policySubject } from '../evidence'
import type { FindingRule } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'
import { isTakenBack } from '../taken-back'

const about = {
  id: 'not-action-allow',
  severity: 'high',
  title: 'NotAction lets every database login in',
  description: 'An Allow with NotAction grants rds-db:connect because it is not among the exceptions.',
  source: PAGES.notAction,
} as const

export const notActionAllow: FindingRule = {
  ...about,
  *find({ access }) {
    const wide = ownGrants(access).flatMap(policy =>
      (policy.document?.statements ?? [])
        .filter(each => each.effect === 'Allow' && each.action?.not && coversConnect(each))
        .map((statement): PolicyStatement => ({ policy, statement })),
    )
    for (const group of byPolicy(wide)) {
      const targets = group.flatMap(({ statement: { resource } }) =>
        resource?.not
          ? access.inventory.targets
          : (resource?.patterns ?? []).flatMap(each => targetsOf(access, each)),
      )
      const [first] = group
      if (!first || targets.length === 0) continue
      const { policy } = first
      if (yield* isTakenBack(access, policy, targets)) continue
      yield buildFinding(about, {
        key: policy.source.id,
        sentence: `${policy.source.name} allows everything but what it lists, and rds-db:connect is not listed: its holders may sign in wherever its Resource reaches${group.some(item => reachesAnyUser(access, item)) ? ', as any database user there' : ''}.`,
        subject: policySubject(policy),
        targets: findingTargets(targets),
        evidence: policyEvidence(
          access,
          policy,
          group.map(({ statement: { index, action } }) => ({
            statement: index,
            lines: [action?.line ?? 0, ...(action?.patternLines ?? [])],
          })),
        ),
        fixes: [
          yield* documentFix(access, policy, {
            id: 'except',
            label: 'Except database logins too',
            edits: group.map(({ statement: { index } }) => ({
              kind: 'addEntry',
              statement: index,
              element: 'NotAction',
              entry: 'rds-db:*',
            })),
          }),
        ],
      })
    }
  },
}

function reachesAnyUser(access: CompiledAccess, { statement: { resource } }: PolicyStatement): boolean {
  if (!resource || resource.not) return true
  // Without a user of its own, the star that stands for the rest stands for every user too.
  return resource.patterns
    .filter(pattern => targetsOf(access, pattern).length > 0)
    .some(pattern => isUniversal(/:dbuser:[^/]*\/(.*)$/s.exec(pattern)?.[1] ?? '*'))
}
