import 'server-only'
import { type CompiledAccess, compileAccess } from '@/lib/access/decide/compile-access'
import { digestOf } from '@/lib/access/model/digest'
import type { Inventory } from '@/lib/access/model/inventory'
import { AppError } from '@/lib/errors'
import { policyById } from '@/lib/findings/attached-policies'
import { cellsChangedTogether, type DocumentChange } from '@/lib/findings/document-effect'
import type { AffectedCell, Finding, Fix, FixPlan } from '@/lib/findings/finding'
import { documentSize } from '@/lib/grants/document-size'
import type { PlanStep } from '@/lib/grants/grant-plan'
import { documentLimit } from '@/lib/grants/quotas'
import { displayText } from '@/lib/iam/index'
import { runInSlices } from '@/lib/services/account/yield-to-event-loop'
import { fixSteps } from '@/lib/services/findings/fix-steps'

export interface FixDocument {
  policyName: string
  /** `v4`; null for an inline policy. */
  versionId: string | null
  before: string
  /** Null: the policy is deleted. */
  after: string | null
  size: { used: number; limit: number }
}

/** One fix, worked out against one reading: what is previewed and what is done are made alike. */
export interface WorkedOutFix {
  finding: Finding
  fix: Fix
  document: FixDocument | null
  steps: PlanStep[]
  problems: string[]
  cells: AffectedCell[]
  digest: string
}

export function findingById(findings: readonly Finding[], id: string): Finding {
  const finding = findings.find(one => one.id === id)
  if (finding) return finding
  throw new AppError(
    'notFound',
    'This finding is not in the account as read now. It was fixed, what it is about is gone, or not all of the account could be read.',
  )
}

/** Without a name, the first fix; null where there is none. */
export async function workOutFix(
  inventory: Inventory,
  finding: Finding,
  fixId: string | null,
): Promise<WorkedOutFix | null> {
  const fix = finding.fixes.find(one => one.id === fixId) ?? finding.fixes[0]
  if (!fix) return null
  const access = compileAccess(inventory)
  const { steps, problems } = fixSteps(fix.plan, inventory)
  const change = documentChange(access, fix.plan)
  const document = change && documentOf(change, inventory)
  const cells = change ? await runInSlices(cellsChangedTogether(access, [change])) : finding.affected
  const { effect, plan } = fix
  const digest = digestOf({
    finding: finding.id,
    fix: fix.id,
    plan,
    document,
    steps,
    problems,
    effect,
    cells,
  })
  return { finding, fix, document, steps, problems, cells, digest }
}

/** The document that a fix writes or deletes; null where it is done some other way. */
export function documentChange(access: CompiledAccess, plan: FixPlan): DocumentChange | null {
  if (plan.kind !== 'replaceDocument' && plan.kind !== 'deletePolicy') return null
  const policy = policyById(access, plan.policyId)
  return policy && { policy, after: plan.kind === 'replaceDocument' ? plan.after : null }
}

function documentOf({ policy: { source }, after }: DocumentChange, { quotas }: Inventory): FixDocument {
  return {
    policyName: source.name,
    versionId: source.versionId,
    before: displayText(source.text),
    after: after === null ? null : displayText(after),
    size: { used: documentSize(after ?? source.text), limit: documentLimit(quotas, source.id) },
  }
}
