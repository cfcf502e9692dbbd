import 'server-only'
import { randomUUID } from 'node:crypto'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Inventory } from '@/lib/access/model/inventory'
import type { Account } from '@/lib/account'
import { fromAws } from '@/lib/aws/aws-failure'
import { AppError } from '@/lib/errors'
import type { PlanStep } from '@/lib/grants/grant-plan'
import { afterStep } from '@/lib/grants/steps/after-step'
import { agreesWithInventory } from '@/lib/grants/steps/agrees-with-inventory'
import { effectOfFacts } from '@/lib/grants/steps/effect-of-facts'
import { type Fact, type FactState, factKey, factOf } from '@/lib/grants/steps/fact'
import { log } from '@/lib/log/log'
import { appendAudit } from '@/lib/records/audit'
import type { AuditEntry } from '@/lib/records/audit-entry'
import {
  type ChangeRef,
  changeLock,
  closeChange,
  openChange,
  recordStep,
  withSignsOfLife,
} from '@/lib/records/journal'
import type { LockSession } from '@/lib/records/locks'
import type { ChangePart, PartReceipt } from '@/lib/services/changes/change'
import { announcement, cellsOf, type StepResult, whatCameOf } from '@/lib/services/changes/part-entry'
import { readFact } from '@/lib/services/changes/read-facts'
import { type StepTaken, takeStep } from '@/lib/services/changes/take-step'
import type { Context } from '@/lib/services/context'

interface PartRun {
  context: Context
  session: LockSession
  /** The account before this part. */
  inventory: Inventory
  facts: ReadonlyMap<string, FactState>
  part: ChangePart
  /** What came of the parts before it. */
  earlier: readonly PartReceipt[]
}

export interface PartEnd {
  receipt: PartReceipt
  /** What was touched, as it reads now. */
  after: { fact: Fact; state: FactState }[]
}

/** One part from its announcement to its outcome. Where it cannot be announced nothing is called, and that is thrown. */
export async function runPart(run: PartRun): Promise<PartEnd> {
  const { session, part, context, inventory } = run
  const about = { context, inventory, part }
  const cells = await part.cells(run.earlier)
  const key = randomUUID()
  await session.take(changeLock(key))
  const { accountId } = inventory
  const { id } = await openChange(announcement(about, run.facts, cells), key, accountId)
  const change: ChangeRef = { accountId, auditId: id }
  const { results, after, isOpen } = await withSignsOfLife(change, () => takeSteps(run, change))
  const done = results.every(({ end }) => end === 'done')
  const receipt = receiptOf(id, results)
  if (isOpen) return { receipt: stillOpen(receipt, results), after }
  const changed = done ? cells : cellsOf(effectOfFacts(compileAccess(inventory), ownOf(results, after)))
  const written = await writeOutcome(change, whatCameOf(about, results, changed))
  return { receipt: { ...receipt, ...written }, after }
}

/** What somebody else made of a thing at the same moment is no doing of this change. */
function ownOf(results: readonly StepResult[], after: PartEnd['after']): PartEnd['after'] {
  const written = results.filter(({ end }) => end === 'done').map(({ step }) => factKey(factOf(step)))
  return after.filter(({ fact }) => written.includes(factKey(fact)))
}

interface Taken {
  results: StepResult[]
  after: PartEnd['after']
  /** Nothing may be said of it yet: what became of a step is not known, or could not be recorded. */
  isOpen: boolean
}

/** One call after the other; after the first that fails, none. */
async function takeSteps(
  { context, session, part, facts, inventory, earlier }: PartRun,
  change: ChangeRef,
): Promise<Taken> {
  const results: StepResult[] = []
  const after = new Map<string, { fact: Fact; state: FactState }>()
  let isOpen = false
  for (const [index, step] of part.steps.entries()) {
    const fact = factOf(step)
    const before = facts.get(factKey(fact))
    if (!before) throw new Error(`${step.title} touches what was not read.`)
    const failed = results.find(({ failure }) => failure)
    if (failed) {
      results.push({ step, end: 'undone', requestId: null, failure: null, tried: false })
      continue
    }
    if (!session.isAlive()) {
      results.push({ step, end: 'undone', requestId: null, failure: lockLost(), tried: false })
      continue
    }
    // What a switch is called by, and what waits with it, must hold at the call: of several, the first waited as well.
    const isFresh = index === 0 && earlier.length === 0 && !step.target
    const moved =
      isFresh || after.has(factKey(fact))
        ? null
        : await movedMeanwhile(context.account, inventory, step, before)
    if (moved) {
      results.push({ step, end: 'undone', requestId: null, failure: moved, tried: false })
      continue
    }
    const taken = await takeStep(context.account, step, before)
    const recorded = await record(change, index, taken)
    results.push({ step, ...taken, failure: taken.failure ?? recorded, tried: true })
    isOpen ||= taken.end === 'unknown' || recorded !== null
    const state =
      taken.now ?? (taken.end === 'done' ? afterStep(step, after.get(factKey(fact))?.state ?? before) : null)
    if (state) after.set(factKey(fact), { fact, state })
  }
  return { results, after: [...after.values()], isOpen }
}

/** The steps before may have taken minutes: what others saved since the plan is not written over. Null: nothing. */
async function movedMeanwhile(
  account: Account,
  inventory: Inventory,
  step: PlanStep,
  before: FactState,
): Promise<AppError | null> {
  const { subject } = step
  const fact = factOf(step)
  try {
    if (agreesWithInventory(inventory, fact, await readFact(account, fact), before)) return null
  } catch (error) {
    return fromAws(account, error, { action: 'iam:Get', doing: `read ${subject} again` })
  }
  if (step.target)
    return new AppError(
      'conflict',
      `${subject} is not as it was a moment ago: its name, its switch or what waits with it reads otherwise. Nothing was sent for it. Look at it again and decide anew.`,
    )
  return new AppError(
    'conflict',
    `Somebody else changed ${subject} while the steps before were carried out. It was left alone, and nothing further was done. Look at it again and decide anew.`,
  )
}

function lockLost(): AppError {
  return new AppError(
    'unavailable',
    'The connection to the records broke, and with it the lock on what is changed here. The rest was not tried.',
  )
}

/** Null: it stands in the journal. */
async function record(change: ChangeRef, step: number, taken: StepTaken): Promise<AppError | null> {
  const { auditId } = change
  const { requestId, failure } = taken
  const answer = failure?.answer ?? failure?.message ?? null
  try {
    await recordStep(change, { step, done: taken.end === 'done', requestId, answer })
    return null
  } catch (error) {
    log.error({ err: error, auditId, step }, 'a step could not be recorded')
    return unrecorded(auditId)
  }
}

function unrecorded(auditId: number): AppError {
  return new AppError(
    'unavailable',
    `The records could not be written any more, so nothing further was tried. What was done is known from entry ${auditId} of Activity, which stays open: as soon as the records answer, Gatehouse compares it with AWS and offers to finish it or take it back.`,
  )
}

function receiptOf(id: number, results: readonly StepResult[]): PartReceipt {
  const done = results.filter(({ end }) => end === 'done')
  const failure = results.find(result => result.failure)?.failure ?? null
  return {
    state: done.length === results.length ? 'done' : done.length === 0 ? 'failed' : 'partial',
    auditId: String(id),
    done: done.map(({ step: { title, subject }, requestId }) => ({ title, subject, requestId })),
    notDone: results
      .filter(({ end }) => end !== 'done')
      .map(({ step: { title, subject }, failure: own }) => ({
        title,
        subject,
        error: own?.message ?? 'Not tried: an earlier step failed.',
        answer: own?.answer ?? null,
      })),
    failure,
  }
}

/** What is not known is never shown as failed. */
function stillOpen(receipt: PartReceipt, results: readonly StepResult[]): PartReceipt {
  const unknown = results.some(({ end }) => end === 'unknown')
  return unknown && receipt.state === 'failed' ? { ...receipt, state: 'partial' } : receipt
}

async function writeOutcome(change: ChangeRef, entry: AuditEntry): Promise<Partial<PartReceipt>> {
  const { auditId: id } = change
  try {
    const closed = await closeChange(change, entry)
    // Taken for dead, and closed by another server: what was done is told all the same, and counts as the last word.
    const record =
      closed ?? (entry.outcome === 'failed' ? null : await appendAudit({ ...entry, intention: id }))
    return record ? { auditId: String(record.id) } : {}
  } catch (error) {
    log.error({ err: error, auditId: id }, 'the outcome of a change could not be recorded')
    return { failure: unrecorded(id), state: 'partial' }
  }
}
