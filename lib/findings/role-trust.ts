import type { Principal } from '@/lib/access/principal'
import { displayText, parseDocument, type Statement, type TrustEdge, trustEdges } from '@/lib/iam/index'
import { PER_STEP } from './attached-policies'
import { buildFinding } from './build-finding'
import { byHand } from './document-fix'
import { count } from './evidence'
import { type Cell, cellsOf } from './few-principals'
import type { Fact, Finding, FindingContext, FindingRule, Search } from './finding'
import { type Steps, stepsPerAccess } from './steps'
import { findingTargets } from './target-index'

interface TrustedRole {
  role: Principal
  edges: TrustEdge[]
}

/** Roles with what their trust policies allow; equal texts are read once. */
const trustedRoles = stepsPerAccess(function* (access): Steps<TrustedRole[]> {
  const readings = new Map<string, TrustEdge[]>()
  const roles: TrustedRole[] = []
  for (const role of access.inventory.principals) {
    if (role.trustText === null) continue
    const edges = readings.get(role.trustText) ?? trustEdges(role.trustText).edges
    readings.set(role.trustText, edges)
    if (roles.push({ role, edges }) % PER_STEP === 0) yield
  }
  return roles
})

/** Where the statement names whom the edge is about. */
function lineOf({ principal }: TrustEdge, statement: Statement | undefined): number[] {
  if (!statement) return []
  const named = statement.principal?.entries.find(({ value }) => value.includes(principal.value))
  return [named?.line ?? statement.principal?.line ?? statement.lines.from]
}

interface TrustWords {
  picks(edge: TrustEdge, role: Principal): boolean
  sentence(names: { role: string; reach: string; edges: TrustEdge[] }): string
  facts(edges: TrustEdge[]): Fact[]
  fixLabel: string
  steps: string[]
}

/** One finding for each role that can connect somewhere, or could once a target is on, and whose trust `picks` an edge. */
export function trustRule(about: Omit<FindingRule, 'find'>, words: TrustWords): FindingRule {
  function* find({ access }: FindingContext): Search {
    const suspects = (yield* trustedRoles(access)).flatMap(({ role, edges }) => {
      const picked = edges.filter(
        edge => edge.effect === 'Allow' && edge.actions.length > 0 && words.picks(edge, role),
      )
      return picked.length > 0 ? [{ role, edges: picked }] : []
    })
    const cells = new Map<Principal, Cell[]>()
    const roles = suspects.map(({ role }) => role)
    for (const cell of yield* cellsOf(access, roles, access.inventory.targets)) {
      if (cell.verdict === 'denied') continue
      const own = cells.get(cell.principal)
      if (own) own.push(cell)
      else cells.set(cell.principal, [cell])
    }
    for (const { role, edges } of suspects) {
      const own = cells.get(role)
      if (own) yield trustFinding(about, words, role, edges, own)
    }
  }
  return { ...about, find }
}

function trustFinding(
  about: Omit<FindingRule, 'find'>,
  words: TrustWords,
  role: Principal,
  edges: TrustEdge[],
  cells: Cell[],
): Finding {
  const targets = findingTargets(cells.map(({ target }) => target))
  const text = role.trustText ?? ''
  const statements = parseDocument(text).document?.statements ?? []
  const [first] = edges
  return buildFinding(about, {
    key: role.arn,
    sentence: words.sentence({ role: role.label, reach: count(targets.length, 'target'), edges }),
    subject: { kind: 'principal', label: role.label, principalArn: role.arn },
    targets,
    evidence: {
      kind: 'policy',
      policyId: role.arn,
      policyName: `Trust policy of ${role.name}`,
      versionId: null,
      statementIndex: first?.statementIndex ?? null,
      displayText: displayText(text),
      markedLines: [...new Set(edges.flatMap(edge => lineOf(edge, statements[edge.statementIndex])))],
      facts: words.facts(edges),
    },
    cells,
    fixes: [byHand('trust', words.fixLabel, words.steps)],
  })
}
