import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Caveat } from '@/lib/access/model/caveat'
import type { Inventory } from '@/lib/access/model/inventory'
import type { Part } from '@/lib/access/model/part'
import { asOf } from '@/lib/access/reading/as-of'
import { type DatedPart, datedParts } from '@/lib/access/reading/dated-parts'
import { AppError } from '@/lib/errors'
import { hintsAfter } from '@/lib/findings/document-effect'
import { effectOfCells } from '@/lib/findings/document-fix'
import type { Finding, FixEffect, FixPlan, Severity } from '@/lib/findings/finding'
import { awsCli } from '@/lib/grants/export/aws-cli'
import { documentTerraform } from '@/lib/grants/export/document-terraform'
import { assertCan, type Capability } from '@/lib/operator/operator'
import type { Context } from '@/lib/services/context'
import type { FixCell, FixPreview } from '@/lib/services/findings/plan-fix'
import { readFindings } from '@/lib/services/findings/read-findings'
import {
  type FixesCandidate,
  type FixesChoice,
  type WorkedOutFixes,
  workOutFixes,
  writtenFixes,
} from '@/lib/services/findings/work-out-fixes'

export interface FixesLine {
  findingId: string
  severity: Severity
  subject: string
  targets: string[]
  label: string
  /** Of this one alone. */
  effect: FixEffect
  opensAccess: boolean
  calls: number
  before: string
  /** Null: the policy is deleted. */
  after: string | null
  chosen: boolean
  problem: string | null
}

export interface FixesPreview {
  rule: string
  title: string
  fixId: string
  /** The ways to fix it that Gatehouse can write itself, with how many findings each is offered for. */
  ways: { id: string; label: string; count: number }[]
  lines: FixesLine[]
  /** Open findings of the rule that this fix is not offered for. */
  byHand: number
  /** Of all chosen at once. */
  effect: FixEffect
  opensAccess: boolean
  cells: FixCell[]
  cellsTotal: number
  calls: number
  exports: FixPreview['exports']
  digest: string
  capabilities: Capability[]
  /** Users, roles and policies: read now, or kept from before. */
  iam: Part
  caveats: Caveat[]
  readAt: string
  /** That of each part it rests on. */
  dates: DatedPart[]
}

const SHOWN = 50

/** What one kind of fix would do to several findings of a rule at once. */
export async function planFixes(
  context: Context,
  question: { rule: string; fixId: string | null; isChosen: FixesChoice['isChosen'] },
): Promise<FixesPreview> {
  assertCan(context, 'read')
  const { inventory, findings, suppressions, caveats } = await readFindings(context)
  const open = findings.filter(({ id, rule }) => rule === question.rule && !suppressions.has(id))
  const ways = waysOf(open, question.rule)
  const [title] = open.map(finding => finding.title)
  const fixId = ways.find(({ id }) => id === question.fixId)?.id ?? ways[0]?.id
  if (title === undefined || fixId === undefined) throw new AppError('notFound', NOTHING_LEFT)
  const order = await workOutFixes(inventory, open, { ...question, fixId })
  return {
    rule: question.rule,
    title,
    fixId,
    ways,
    lines: order.candidates.map(lineOf),
    byHand: open.length - order.candidates.length,
    ...effectOf(order, inventory),
    calls: order.chosen.reduce((sum, { steps }) => sum + steps.length, 0),
    exports: exportsOf(order),
    digest: order.digest,
    capabilities: context.actor.capabilities,
    iam: inventory.parts.iam,
    caveats,
    readAt: asOf(inventory),
    dates: datedParts(inventory),
  }
}

const NOTHING_LEFT =
  'No open finding of this kind has a fix that Gatehouse can write. They were fixed or accepted, are fixed by hand, or could not be read this time.'

function waysOf(open: readonly Finding[], rule: string): FixesPreview['ways'] {
  return [...writtenFixes(open, rule)].map(([id, fixes]) => ({
    id,
    label: fixes[0]?.label ?? id,
    count: fixes.length,
  }))
}

function lineOf({ finding, fix, change, steps, chosen, problem }: FixesCandidate): FixesLine {
  return {
    findingId: finding.id,
    severity: finding.severity,
    subject: finding.subject.label,
    targets: finding.targets.map(({ name }) => name),
    label: fix.label,
    effect: fix.effect,
    opensAccess: fix.opensAccess,
    calls: steps.length,
    before: change.policy.source.text,
    after: change.after,
    chosen,
    problem,
  }
}

function effectOf({ chosen, cells }: WorkedOutFixes, inventory: Inventory) {
  const shown = cells.slice(0, SHOWN)
  const changes = chosen.map(({ change }) => change)
  const hints = hintsAfter(compileAccess(inventory), changes, shown)
  return {
    effect: effectOfCells(cells),
    opensAccess: chosen.some(({ fix }) => fix.opensAccess),
    cells: shown.map((cell, index) => ({ ...cell, hint: hints[index] ?? null })),
    cellsTotal: cells.length,
  }
}

const terraformOf = (plan: FixPlan) =>
  plan.kind === 'replaceDocument' ? documentTerraform(plan.policyId, plan.after) : null

function exportsOf({ chosen }: WorkedOutFixes): FixPreview['exports'] {
  const texts = chosen.map(({ fix }) => terraformOf(fix.plan))
  const written = texts.filter(text => text !== null)
  return {
    cli: chosen.length > 0 ? awsCli(chosen.flatMap(({ steps }) => steps)) : null,
    // Half of a plan would pass for the whole.
    terraform: written.length > 0 && written.length === texts.length ? written.join('\n\n') : null,
  }
}
