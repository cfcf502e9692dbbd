import 'server-only'
import type { AccessChange } from '@/lib/access/model/access-change'
import type { Inventory } from '@/lib/access/model/inventory'
import type { AppError } from '@/lib/errors'
import type { PlanStep } from '@/lib/grants/grant-plan'
import { type FactState, factKey, factOf } from '@/lib/grants/steps/fact'
import type { AuditEntry, AuditOutcome } from '@/lib/records/audit-entry'
import type { ChangedCell, ChangePart } from '@/lib/services/changes/change'
import type { StepEnd } from '@/lib/services/changes/take-step'
import { actorOf, type Context } from '@/lib/services/context'

/** More would make an entry that nobody reads; the preview showed them all. */
const KEPT_CELLS = 200

interface AboutPart {
  context: Context
  inventory: Inventory
  part: ChangePart
}

export interface StepResult {
  step: PlanStep
  end: StepEnd
  requestId: string | null
  failure: AppError | null
  tried: boolean
}

export function cellsOf(changes: readonly AccessChange[]): ChangedCell[] {
  return changes.map(({ principal, databaseUser, target, before, after, asFarAsRead }) => {
    return { principal, databaseUser, target, before, after, ...(asFarAsRead ? { asFarAsRead } : {}) }
  })
}

interface EntryDocument {
  policyName: string
  before: string | null
  after: string | null
}

/** One document as everywhere in the log; several by their names. */
export function documentsAt(documents: readonly EntryDocument[], when: 'before' | 'after') {
  const [only] = documents
  if (documents.length === 1 && only) return { policyName: only.policyName, document: only[when] }
  return { documents: documents.map(one => ({ policyName: one.policyName, document: one[when] })) }
}

const frameOf = ({ context, inventory, part: { entry } }: AboutPart) => ({
  ...entry,
  ...actorOf(context),
  accountId: inventory.accountId,
  callerArn: inventory.callerArn,
})

/** Committed before the first call: who, why, the exact steps, and what each needs to be taken back. */
export function announcement(
  about: AboutPart,
  facts: ReadonlyMap<string, FactState>,
  planned: readonly ChangedCell[],
): AuditEntry {
  const steps = about.part.steps.flatMap(step => {
    const before = facts.get(factKey(factOf(step)))
    return before ? [{ step, before }] : []
  })
  return {
    ...frameOf(about),
    outcome: 'intended',
    awsCalls: [],
    after: { ...(about.part.entry.after as object), ...promised(about.part, planned) },
    detail: `${about.part.label}: announced, ${steps.length} ${steps.length === 1 ? 'call' : 'calls'}.`,
    changes: [],
    steps,
  }
}

/** For whoever finds it interrupted: what it would have said of itself. */
export interface Promised {
  settles: ChangePart['settles']
  detail: string
  label: string
  planned: ChangedCell[]
}

function promised(
  { settles, detail, label }: ChangePart,
  planned: readonly ChangedCell[],
): { promised: Promised } {
  return { promised: { settles, detail, label, planned: planned.slice(0, KEPT_CELLS) } }
}

/** What was done, what not, and what AWS answered, the failing call included. */
export function whatCameOf(
  about: AboutPart,
  results: readonly StepResult[],
  cells: readonly ChangedCell[],
): AuditEntry {
  const { part } = about
  const done = results.filter(({ end }) => end === 'done').length
  const outcome = outcomeOf(part, done, results.length)
  return {
    ...frameOf(about),
    outcome,
    awsCalls: results
      .filter(({ tried }) => tried)
      .map(({ step: { call }, requestId }) => ({ action: `${call.service}:${call.action}`, requestId })),
    after: { ...(part.entry.after as object), steps: results.map(told) },
    detail:
      outcome === part.settles ? part.detail : `${part.label}: ${done} of ${results.length} steps were done.`,
    changes: cells.slice(0, KEPT_CELLS),
  }
}

function outcomeOf({ settles }: ChangePart, done: number, all: number): AuditOutcome {
  if (done === all) return settles
  return done === 0 ? 'failed' : 'partial'
}

function told({ step: { title, subject }, end, requestId, failure }: StepResult) {
  if (end === 'done') return { title, subject, requestId }
  const error = failure?.message ?? 'Not tried: an earlier step failed.'
  return { title, subject, error, answer: failure?.answer ?? null, requestId }
}
