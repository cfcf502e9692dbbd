import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { outsideWays, type TrustWay } from '@/lib/access/decide/trust-ways'
import type { Principal } from '@/lib/access/model/principal'
import { displayText, parseDocument, type Statement } from '@/lib/iam/index'
import { type Cell, cellsOf } from './affected-cells'
import { PER_STEP } from './attached-policies'
import { buildFinding } from './build-finding'
import { byHand } from './document-fix'
import { count } from './evidence'
import type { Fact, Finding, FindingContext, FindingRule, Search, Severity } from './finding'
import { findingTargets } from './finding-targets'
import { memoizeStepsPerAccess, type Steps } from './steps'

interface TrustedRole {
  role: Principal
  ways: TrustWay[]
}

/** Roles with whom their trust policies let in: the same answer that the ways into a role are shown from. */
const trustedRoles = memoizeStepsPerAccess('trusted roles', function* (access): Steps<TrustedRole[]> {
  const roles: TrustedRole[] = []
  for (const role of access.inventory.principals) {
    if (role.trustText === null) continue
    if (roles.push({ role, ways: outsideWays(access, role) }) % PER_STEP === 0) yield
  }
  return roles
})

/** Something in a trust policy that a rule is about. */
export interface Trusted {
  /** As the policy names it. */
  value: string
  statementIndex: number
  severity?: Severity
}

/** The statements by which the policy lets the caller in. */
export function trustedBy({ caller, answer }: TrustWay): (Trusted & { butSome: boolean })[] {
  const allows = answer.reasons.filter(({ effect }) => effect === 'Allow')
  const certain = allows.filter(({ match }) => match === 'yes')
  return (certain.length > 0 ? certain : allows).map(({ statementIndex, fit }) => ({
    value: caller.value,
    statementIndex,
    butSome: fit === null,
  }))
}

/** Somebody with an AWS account of their own becomes the role. */
export const isOpenToAnyone = ({ caller, answer }: TrustWay) =>
  caller.kind === 'anyone' && answer.decision === 'allowed'

/** Then it says nothing more that some account is among them. */
export const letsAnyoneIn = (ways: readonly TrustWay[]) => ways.some(isOpenToAnyone)

/** Where the statement names whom the finding is about. */
function lineOf({ value }: Trusted, statement: Statement | undefined): number[] {
  if (!statement) return []
  const condition = statement.condition?.find(({ values }) => values.includes(value))
  const named = statement.principal?.entries.find(entry => entry.value.includes(value)) ?? condition
  return [named?.line ?? statement.principal?.line ?? statement.lines.from]
}

interface TrustWords<Found extends Trusted> {
  picks(role: Principal, ways: TrustWay[], access: CompiledAccess): Found[]
  sentence(names: { role: string; reach: string; found: Found[] }): string
  facts(found: Found[]): Fact[]
  fixLabel: string
  steps: string[]
}

/** One finding for each role that can connect somewhere, or could once a target is on, in whose trust the rule picks something. */
export function trustRule<Found extends Trusted>(
  about: Omit<FindingRule, 'find'>,
  words: TrustWords<Found>,
): FindingRule {
  function* find({ access }: FindingContext): Search {
    const suspects = (yield* trustedRoles(access)).flatMap(({ role, ways }) => {
      const found = words.picks(role, ways, access)
      return found.length > 0 ? [{ role, found }] : []
    })
    const cells = new Map<Principal, Cell[]>()
    const roles = suspects.map(({ role }) => role)
    for (const cell of yield* cellsOf(access, roles, access.inventory.targets)) {
      if (cell.verdict === 'denied') continue
      const own = cells.get(cell.principal)
      if (own) own.push(cell)
      else cells.set(cell.principal, [cell])
    }
    for (const { role, found } of suspects) {
      const own = cells.get(role)
      if (own) yield trustFinding(about, words, role, found, own)
    }
  }
  return { ...about, find }
}

function trustFinding<Found extends Trusted>(
  about: Omit<FindingRule, 'find'>,
  words: TrustWords<Found>,
  role: Principal,
  found: Found[],
  cells: Cell[],
): Finding {
  const targets = findingTargets(cells.map(({ target }) => target))
  const text = role.trustText ?? ''
  const statements = parseDocument(text).document?.statements ?? []
  const [first] = found
  return buildFinding(about, {
    key: role.arn,
    severity: first?.severity ?? about.severity,
    sentence: words.sentence({ role: role.label, reach: count(targets.length, 'target'), found }),
    subject: { kind: 'principal', label: role.label, principalArn: role.arn },
    targets,
    evidence: {
      kind: 'policy',
      policyId: role.arn,
      policyName: `Trust policy of ${role.name}`,
      versionId: null,
      statementIndex: first?.statementIndex ?? null,
      displayText: displayText(text),
      markedLines: [...new Set(found.flatMap(one => lineOf(one, statements[one.statementIndex])))],
      facts: words.facts(found),
    },
    cells,
    fixes: [byHand('trust', words.fixLabel, words.steps)],
  })
}
