import 'server-only'
import { type CompiledAccess, compileAccess } from '@/lib/access/decide/compile-access'
import { digestOf } from '@/lib/access/model/digest'
import type { Inventory } from '@/lib/access/model/inventory'
import { cellsChangedTogether, type DocumentChange } from '@/lib/findings/document-effect'
import type { AffectedCell, Finding, Fix } from '@/lib/findings/finding'
import type { PlanStep } from '@/lib/grants/grant-plan'
import { runInSlices } from '@/lib/services/account/yield-to-event-loop'
import { fixSteps } from '@/lib/services/findings/fix-steps'
import { documentChange } from '@/lib/services/findings/work-out-fix'

/** More than this are not applied in one go: each is one or two calls that IAM takes one after the other. */
export const FIXED_TOGETHER = 50

/** Which findings of a rule, and by which of its fixes. */
export interface FixesChoice {
  rule: string
  fixId: string
  /** By finding; nobody is left out unless named. */
  isChosen: (findingId: string) => boolean
}

/** One finding that this fix could be applied to. */
export interface FixesCandidate {
  finding: Finding
  fix: Fix
  change: DocumentChange
  steps: PlanStep[]
  /** Why it cannot be part of this plan; null: it can. */
  problem: string | null
  chosen: boolean
}

/** Several fixes worked out against one reading, as one plan. */
export interface WorkedOutFixes {
  candidates: FixesCandidate[]
  chosen: FixesCandidate[]
  /** Of all documents changed at once, not the sum of each alone. */
  cells: AffectedCell[]
  digest: string
}

const isWritten = ({ plan }: Fix) => plan.kind === 'replaceDocument' || plan.kind === 'deletePolicy'

/** Fixes of a rule that Gatehouse can write itself, by id. */
export function writtenFixes(findings: readonly Finding[], rule: string): Map<string, Fix[]> {
  const fixes = findings.filter(finding => finding.rule === rule).flatMap(finding => finding.fixes)
  const byId = new Map<string, Fix[]>()
  for (const fix of fixes.filter(isWritten)) byId.set(fix.id, [...(byId.get(fix.id) ?? []), fix])
  return byId
}

export async function workOutFixes(
  inventory: Inventory,
  findings: readonly Finding[],
  choice: FixesChoice,
): Promise<WorkedOutFixes> {
  const access = compileAccess(inventory)
  const candidates = candidatesOf(access, findings, choice)
  const chosen = candidates.filter(candidate => candidate.chosen)
  const changes = chosen.map(({ change }) => change)
  const cells = await runInSlices(cellsChangedTogether(access, changes))
  const digest = digestOf({
    fixes: chosen.map(({ finding, fix: { id, plan }, steps }) => ({ finding: finding.id, id, plan, steps })),
    cells,
  })
  return { candidates, chosen, cells, digest }
}

function candidatesOf(
  access: CompiledAccess,
  findings: readonly Finding[],
  { rule, fixId, isChosen }: FixesChoice,
): FixesCandidate[] {
  const written = new Map<string, string>()
  let room = FIXED_TOGETHER
  return findings.flatMap((finding): FixesCandidate[] => {
    const fix = finding.rule === rule ? finding.fixes.find(({ id }) => id === fixId) : undefined
    const change = fix && isWritten(fix) ? documentChange(access, fix.plan) : null
    if (!fix || !change) return []
    const { steps, problems } = fixSteps(fix.plan, access.inventory)
    const policy = change.policy.source
    const earlier = written.get(policy.id)
    const problem =
      problems[0] ??
      (steps.length === 0 ? 'There is nothing to write.' : null) ??
      (earlier === undefined ? null : `${earlier} changes the same policy. Fix this one after it.`)
    const chosen = problem === null && room > 0 && isChosen(finding.id)
    if (chosen) {
      written.set(policy.id, finding.subject.label)
      room -= 1
    }
    return [{ finding, fix, change, steps, problem, chosen }]
  })
}
