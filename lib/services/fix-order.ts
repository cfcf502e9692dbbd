import 'server-only'
import { type CompiledAccess, compileAccess } from '@/lib/access/compile-access'
import { digestOf } from '@/lib/access/digest'
import type { Inventory } from '@/lib/access/inventory'
import { AppError } from '@/lib/errors'
import { policyById } from '@/lib/findings/attached-policies'
import { cellsChangedBy } from '@/lib/findings/document-effect'
import type { AffectedCell, Finding, Fix, FixPlan } from '@/lib/findings/finding'
import { documentSize } from '@/lib/grants/document-size'
import type { PlanStep } from '@/lib/grants/grant-plan'
import { displayText } from '@/lib/iam/index'
import { fixSteps } from '@/lib/services/fix-steps'

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
export interface FixOrder {
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
    'This finding is not in the account as read now. It was fixed, or what it is about is gone.',
  )
}

/** Without a name, the first fix; null where there is none. */
export function fixOrder(inventory: Inventory, finding: Finding, fixId: string | null): FixOrder | null {
  const fix = finding.fixes.find(one => one.id === fixId) ?? finding.fixes[0]
  if (!fix) return null
  const access = compileAccess(inventory)
  const { steps, problems } = fixSteps(fix.plan, inventory)
  const document = documentOf(access, fix.plan)
  const cells = cellsOf(access, finding, fix.plan)
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

const policyIdOf = (plan: FixPlan) =>
  plan.kind === 'replaceDocument' || plan.kind === 'deletePolicy' ? plan.policyId : null

function cellsOf(access: CompiledAccess, finding: Finding, plan: FixPlan): AffectedCell[] {
  const id = policyIdOf(plan)
  const policy = id === null ? null : policyById(access, id)
  if (!policy) return finding.affected
  return cellsChangedBy(access, policy, plan.kind === 'replaceDocument' ? plan.after : null)
}

function documentOf(access: CompiledAccess, plan: FixPlan): FixDocument | null {
  const id = policyIdOf(plan)
  const source = id === null ? null : policyById(access, id)?.source
  if (!source) return null
  const after = plan.kind === 'replaceDocument' ? plan.after : null
  const { quotas } = access.inventory
  const limit = source.id.includes('#')
    ? source.id.includes(':role/')
      ? quotas.roleInlineSize
      : source.id.includes(':group/')
        ? quotas.groupInlineSize
        : quotas.userInlineSize
    : quotas.policySize
  return {
    policyName: source.name,
    versionId: source.versionId,
    before: displayText(source.text),
    after: after === null ? null : displayText(after),
    size: { used: documentSize(after ?? source.text), limit },
  }
}
