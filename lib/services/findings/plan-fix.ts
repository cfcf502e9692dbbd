import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Inventory } from '@/lib/access/model/inventory'
import type { ConditionHint } from '@/lib/access/model/verdict'
import { hintsAfter } from '@/lib/findings/document-effect'
import type { AffectedCell, Finding, Fix } from '@/lib/findings/finding'
import { awsCli } from '@/lib/grants/export/aws-cli'
import { documentTerraform } from '@/lib/grants/export/document-terraform'
import type { PlanStep } from '@/lib/grants/grant-plan'
import { assertCan } from '@/lib/operator/operator'
import type { Context } from '@/lib/services/context'
import { readFindings } from '@/lib/services/findings/read-findings'
import {
  documentChange,
  type FixDocument,
  findingById,
  type WorkedOutFix,
  workOutFix,
} from '@/lib/services/findings/work-out-fix'
import { writtenFixes } from '@/lib/services/findings/work-out-fixes'

/** `hint`: what it would hang on, where it would be conditional. */
export interface FixCell extends AffectedCell {
  hint: ConditionHint | null
}

export interface FixPreview {
  findingId: Finding['id']
  fix: Pick<Fix, 'id' | 'label' | 'opensAccess' | 'plan' | 'effect'>
  document: FixDocument | null
  steps: Pick<PlanStep, 'title' | 'subject' | 'note'>[]
  /** With any of these there is nothing to apply. */
  problems: string[]
  cells: FixCell[]
  cellsTotal: number
  /** Open findings of the rule that the same kind of fix can be written for, this one included. */
  together: number
  /** The same change for those who make it elsewhere; null where there is nothing to write. */
  exports: { cli: string | null; terraform: string | null }
  /** Binds the apply to what was looked at. */
  digest: string
}

const SHOWN = 50

/** What one fix would do, exactly; without a name the first one. Null where nothing is offered. */
export async function planFix(
  context: Context,
  question: { findingId: string; fixId: string | null },
): Promise<FixPreview | null> {
  assertCan(context, 'read')
  const { inventory, findings, suppressions } = await readFindings(context)
  const order = await workOutFix(inventory, findingById(findings, question.findingId), question.fixId)
  if (!order) return null
  const { finding, fix, document, steps, problems, cells, digest } = order
  return {
    findingId: finding.id,
    fix,
    document,
    steps: steps.map(({ title, subject, note }) => ({ title, subject, note })),
    problems,
    cells: shownCells(order, inventory),
    cellsTotal: Math.max(cells.length, cells === finding.affected ? finding.affectedTotal : 0),
    together:
      writtenFixes(
        findings.filter(({ id }) => !suppressions.has(id)),
        finding.rule,
      ).get(fix.id)?.length ?? 0,
    exports: exportsOf(order),
    digest,
  }
}

function shownCells({ fix, cells }: WorkedOutFix, inventory: Inventory): FixCell[] {
  const shown = cells.slice(0, SHOWN)
  const access = compileAccess(inventory)
  const change = documentChange(access, fix.plan)
  const hints = change ? hintsAfter(access, [change], shown) : []
  return shown.map((cell, index) => ({ ...cell, hint: hints[index] ?? null }))
}

function exportsOf({ fix: { plan }, steps, problems }: WorkedOutFix): FixPreview['exports'] {
  return {
    cli: steps.length > 0 && problems.length === 0 ? awsCli(steps) : null,
    terraform: plan.kind === 'replaceDocument' ? documentTerraform(plan.policyId, plan.after) : null,
  }
}
