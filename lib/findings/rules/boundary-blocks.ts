import { cellVerdict } from '@/lib/access/decide/cell-verdict'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { restrictToPrincipals } from '@/lib/access/decide/restrict-to-principals'
import { targetIndex } from '@/lib/access/decide/target-index'
import { targetsOf } from '@/lib/access/decide/targets-of'
import { CONDITIONAL_CODE } from '@/lib/access/model/decision-verdicts'
import type { Principal } from '@/lib/access/model/principal'
import type { Target } from '@/lib/access/model/target'
import { cellFacts } from '@/lib/findings/affected-cells'
import { DECISIONS } from '@/lib/iam/index'
import { type AttachedPolicy, policySteps } from '../attached-policies'
import { buildFinding } from '../build-finding'
import { batchesOf } from '../column-batches'
import { connectStatements } from '../connect-statements'
import { byHand } from '../document-fix'
import { count, policyEvidence, policySubject } from '../evidence'
import type { AffectedCell, FindingRule } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'
import type { Steps } from '../steps'

const about = {
  id: 'boundary-blocks',
  severity: 'medium',
  title: 'Boundary silently blocks a grant',
  description:
    'A policy grants a database login and the permissions boundary of its holder does not allow it.',
  source: PAGES.boundaries,
} as const

/** Principals judged without their boundary between two pauses. */
const PER_CHUNK = 50
const IMPLICIT_DENY = DECISIONS.indexOf('implicitDeny')

export const boundaryBlocks: FindingRule = {
  ...about,
  *find({ access }) {
    for (const boundary of yield* policySteps(access)) {
      if (boundary.bounds.length === 0) continue
      const cells = yield* blockedCells(access, boundary)
      if (cells.length === 0) continue
      const people = new Set(cells.map(({ principalArn }) => principalArn)).size
      const index = targetIndex(access)
      yield buildFinding(about, {
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
      })
    }
  },
}

/** Cells that the identity policies open, naming databases, and that are shut with the boundary. */
function* blockedCells(access: CompiledAccess, { bounds }: AttachedPolicy): Steps<AffectedCell[]> {
  const bounded = new Set(bounds)
  const grants = connectStatements(access).filter(
    ({ statement, policy }) =>
      statement.effect === 'Allow' && policy.holders.some(index => bounded.has(index)),
  )
  const holders = [
    ...new Set(grants.flatMap(({ policy }) => policy.holders.filter(index => bounded.has(index)))),
  ]
  const patterns = new Set(grants.flatMap(({ statement }) => statement.resource?.patterns ?? []))
  const targets = [...new Set([...patterns].flatMap(pattern => targetsOf(access, pattern)))]
  const cells: AffectedCell[] = []
  for (let from = 0; from < holders.length; from += PER_CHUNK)
    for (const cell of yield* blockedOf(access, holders.slice(from, from + PER_CHUNK), targets))
      cells.push(cell)
  return cells
}

function* blockedOf(
  access: CompiledAccess,
  holders: readonly number[],
  targets: readonly Target[],
): Steps<AffectedCell[]> {
  const principals = holders.flatMap(index => access.inventory.principals[index] ?? [])
  const freed = restrictToPrincipals(access, principals.map(withoutBoundary))
  const cells: AffectedCell[] = []
  for (const { parts, resources } of batchesOf(access, targets)) {
    const free = yield* freed.compiled.rows([...holders.keys()], resources)
    const now = yield* access.compiled.rows(holders, resources)
    for (const { target, columns, from } of parts) {
      yield
      for (const [row, principal] of principals.entries()) {
        for (const [at, column] of columns.entries()) {
          const cell = row * resources.length + from + at
          const code = free[cell] ?? 0
          if (code < CONDITIONAL_CODE || now[cell] !== IMPLICIT_DENY) continue
          const after = cellVerdict(freed, target, column, row, code)
          cells.push({ ...cellFacts(principal, target, column), before: 'noAccess', after })
        }
      }
    }
  }
  return cells
}

function withoutBoundary(principal: Principal): Principal {
  return { ...principal, policies: { ...principal.policies, boundary: null } }
}
