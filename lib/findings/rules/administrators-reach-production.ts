import { allowsEveryAction } from '@/lib/access/decide/administrators'
import { isProduction } from '@/lib/access/model/production'
import { connectArn } from '@/lib/access/model/target'
import { reaches } from '@/lib/access/model/verdict'
import { cellsOf } from '@/lib/findings/affected-cells'
import { completeArnPattern, matchesWildcard, type Statement } from '@/lib/iam/index'
import { type AttachedPolicy, allPolicies } from '../attached-policies'
import { buildFinding } from '../build-finding'
import { byHand } from '../document-fix'
import { count, policyEvidence, policySubject } from '../evidence'
import type { FindingRule } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'

const about = {
  id: 'administrators-reach-production',
  severity: 'medium',
  title: 'Administrators reach production databases',
  description:
    'A policy that allows every action, such as AdministratorAccess or PowerUserAccess, allows database logins too.',
  source: PAGES.connectPolicy,
} as const

export const administratorsReachProduction: FindingRule = {
  ...about,
  *find({ access }) {
    const production = access.inventory.targets.filter(isProduction)
    for (const policy of allPolicies(access)) {
      const statements = wideStatements(policy)
      if (statements.length === 0 || policy.holders.length === 0) continue
      const holders = policy.holders.flatMap(index => access.inventory.principals[index] ?? [])
      const cells = (yield* cellsOf(access, holders, production)).filter(
        ({ verdict, target, column }) =>
          reaches(verdict) &&
          statements.some(each => covers(each, connectArn(target, column.representativeName))),
      )
      if (cells.length === 0) continue
      const people = new Set(cells.map(({ row }) => row)).size
      const targets = findingTargets(cells.map(({ target }) => target))
      yield buildFinding(about, {
        key: policy.source.id,
        sentence: `${policy.source.name} allows every action, database logins included: ${count(people, 'principal')} can connect as any IAM-ready user to ${count(targets.length, 'production target')}.`,
        subject: policySubject(policy),
        targets,
        evidence: policyEvidence(
          access,
          policy,
          statements.map(({ index, action }) => ({
            statement: index,
            lines: [action?.line ?? 0, ...(action?.patternLines ?? [])],
          })),
        ),
        cells,
        fixes: [
          byHand('deny', 'Deny database logins to administrators', [
            'Attach a policy that denies rds-db:connect on production to the holders that need no login.',
            'Keep one role for emergencies, with its own grant and MFA in its trust policy.',
          ]),
        ],
      })
    }
  },
}

/** Every action on a bucket is no database login. */
function covers({ resource }: Statement, arn: string): boolean {
  if (!resource) return true
  return resource.patterns.some(pattern => matchesWildcard(completeArnPattern(pattern), arn)) !== resource.not
}

function wideStatements({ document, source }: AttachedPolicy) {
  return (document?.statements ?? []).filter(statement => allowsEveryAction(source.kind, statement))
}
