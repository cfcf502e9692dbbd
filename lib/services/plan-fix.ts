import 'server-only'
import type { AffectedCell, Finding, Fix } from '@/lib/findings/finding'
import type { PlanStep } from '@/lib/grants/grant-plan'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { type FixDocument, findingById, fixOrder } from '@/lib/services/fix-order'
import { readFindings } from '@/lib/services/read-findings'

export interface FixPreview {
  findingId: Finding['id']
  fix: Pick<Fix, 'id' | 'label' | 'opensAccess' | 'plan' | 'effect'>
  document: FixDocument | null
  steps: Pick<PlanStep, 'title' | 'subject' | 'note'>[]
  /** With any of these there is nothing to apply. */
  problems: string[]
  cells: AffectedCell[]
  cellsTotal: number
  /** Binds the apply to what was looked at. */
  digest: string
}

const SHOWN = 50

/** What one fix would do, exactly; without a name the first one. Null where nothing is offered. */
export async function planFix(
  operator: Operator,
  question: { findingId: string; fixId: string | null },
): Promise<FixPreview | null> {
  assertCan(operator, 'read')
  const { inventory, findings } = await readFindings()
  const order = fixOrder(inventory, findingById(findings, question.findingId), question.fixId)
  if (!order) return null
  const { finding, fix, document, steps, problems, cells, digest } = order
  return {
    findingId: finding.id,
    fix,
    document,
    steps: steps.map(({ title, subject, note }) => ({ title, subject, note })),
    problems,
    cells: cells.slice(0, SHOWN),
    cellsTotal: Math.max(cells.length, cells === finding.affected ? finding.affectedTotal : 0),
    digest,
  }
}
