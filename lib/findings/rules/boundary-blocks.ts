import type { CompiledAccess } from '@/lib/access/compile-access'
import { CONDITIONAL_CODE } from '@/lib/access/decision-verdicts'
import { accessOf } from '@/lib/access/few-principals'
import type { Principal } from '@/lib/access/principal'
import { DECISIONS } from '@/lib/iam/index'
import { type AttachedPolicy, allPolicies } from '../attached-policies'
import { buildFinding } from '../build-finding'
import { batchesOf } from '../column-batches'
import { connectStatements } from '../connect-statements'
import { byHand } from '../document-fix'
import { count, policyEvidence, policySubject } from '../evidence'
import { cellFacts, verdictAt } from '../few-principals'
import type { AffectedCell, FindingRule } from '../finding'
import { PAGES } from '../pages'
import { findingTargets, targetIndex, targetsOf } from '../target-index'

const about = {
  id: 'boundary-blocks',
  severity: 'medium',
  title: 'Boundary silently blocks a grant',
  description:
    'A policy grants a database login and the permissions boundary of its holder does not allow it.',
  source: PAGES.boundaries,
} as const

const IMPLICIT_DENY = DECISIONS.indexOf('implicitDeny')

export const boundaryBlocks: FindingRule = {
  ...about,
  find({ access }) {
    return allPolicies(access).flatMap(boundary => {
      if (boundary.bounds.length === 0) return []
      const cells = blockedCells(access, boundary)
      if (cells.length === 0) return []
      const people = new Set(cells.map(({ principalArn }) => principalArn)).size
      const index = targetIndex(access)
      return [
        buildFinding(about, {
          key: boundary.source.id,
          sentence: `${boundary.source.name} does not allow database logins that ${count(people, 'principal')} it bounds ${people === 1 ? 'is' : 'are'} granted: the grants look right and have no effect.`,
          subject: policySubject(boundary),
          targets: findingTargets(cells.map(({ resourceId }) => index.byId.get(resourceId) ?? null)),
          evidence: policyEvidence(
            access,
            boundary,
            (boundary.document?.statements ?? []).map(({ index: statement, action }) => ({
              statement,
              lines: action?.patternLines ?? [],
            })),
          ),
          affected: cells,
          fixes: [
            byHand(
              'allow',
              'Allow the logins in the boundary',
              [
                'Decide whether those it bounds are meant to sign in to databases.',
                'If so, add an Allow for rds-db:connect on the same resources to the boundary.',
              ],
              true,
            ),
            byHand('remove', 'Take the grants away', [
              'If not, remove the grants: they would come alive with the next change of the boundary.',
            ]),
          ],
        }),
      ]
    })
  },
}

/** Cells that the identity policies open, naming databases, and that are shut with the boundary. */
function blockedCells(access: CompiledAccess, { bounds }: AttachedPolicy): AffectedCell[] {
  const bounded = new Set(bounds)
  const grants = connectStatements(access).filter(
    ({ statement, policy }) =>
      statement.effect === 'Allow' && policy.holders.some(index => bounded.has(index)),
  )
  const holders = new Set(grants.flatMap(({ policy }) => policy.holders.filter(index => bounded.has(index))))
  const principals = [...holders].flatMap(index => access.inventory.principals[index] ?? [])
  const patterns = new Set(grants.flatMap(({ statement }) => statement.resource?.patterns ?? []))
  const targets = new Set([...patterns].flatMap(pattern => targetsOf(access, pattern)))
  const freed = accessOf(access, principals.map(withoutBoundary))
  const held = accessOf(access, principals)
  const cells: AffectedCell[] = []
  for (const batch of batchesOf(access, [...targets])) {
    const { codes: free, width } = batch.decide(freed)
    const { codes: now } = batch.decide(held)
    for (const { target, columns, from } of batch.parts) {
      principals.forEach((principal, row) => {
        for (const [at, column] of columns.entries()) {
          const code = free[row * width + from + at] ?? 0
          if (code < CONDITIONAL_CODE || now[row * width + from + at] !== IMPLICIT_DENY) continue
          const after = verdictAt(freed, target, column, row, code)
          cells.push({ ...cellFacts(principal, target, column), before: 'noAccess', after })
        }
      })
    }
  }
  return cells
}

function withoutBoundary(principal: Principal): Principal {
  return { ...principal, policies: { ...principal.policies, boundary: null } }
}
