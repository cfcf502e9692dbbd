import 'server-only'
import { type CompiledAccess, compileAccess } from '@/lib/access/compile-access'
import type { Inventory } from '@/lib/access/inventory'
import { AppError, type AppErrorCode } from '@/lib/errors'
import { cellsBetween, cellsChangedTogether, type DocumentChange } from '@/lib/findings/document-effect'
import type { AffectedCell } from '@/lib/findings/finding'
import { log } from '@/lib/log/log'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { accountFindings } from '@/lib/services/account-findings'
import { assertRecordable } from '@/lib/services/assert-recordable'
import { inBreaths } from '@/lib/services/breathe'
import { givenReason } from '@/lib/services/carry-out'
import { fixOrder } from '@/lib/services/fix-order'
import { type FixesCandidate, type FixesOrder, fixesOrder } from '@/lib/services/fixes-order'
import { dropInventory, loadInventory } from '@/lib/services/load-inventory'
import { oneAtATime } from '@/lib/services/one-at-a-time'
import { readAgain } from '@/lib/services/read-again'
import { recordFix } from '@/lib/services/record-fix'
import { runSteps } from '@/lib/services/run-steps'

export interface ApplyFixesInput {
  rule: string
  fixId: string
  findingIds: string[]
  /** Of the preview that was looked at. */
  digest: string
  reason: string
}

export interface FixOutcome {
  findingId: string
  subject: string
  state: 'done' | 'partial' | 'failed' | 'notTried'
  /** Its own entry; null where nothing was tried. */
  auditId: string | null
  error: string | null
  answer: string | null
}

export interface FixesReceipt {
  outcomes: FixOutcome[]
}

const CHANGED =
  'Something changed since you looked: a policy, a finding or who it reaches. Nothing was applied. The new preview is shown; look at it and apply it again.'

/** With these the next call would fail as well. */
const STOPS: ReadonlySet<AppErrorCode> = new Set(['throttled', 'unavailable', 'internal'])

/** Carries out several fixes as previewed, one after the other; what fails keeps its finding and says why. */
export async function applyFixes(operator: Operator, input: ApplyFixesInput): Promise<FixesReceipt> {
  assertCan(operator, 'grant')
  const reason = givenReason(input.reason, 'A fix')
  const seen = await orderIn(await loadInventory(), input)
  const locks = seen.chosen.flatMap(({ steps }) => steps.map(step => step.locks))
  return oneAtATime([...new Set(locks)], async () => {
    const inventory = await readAgain()
    const order = await orderIn(inventory, input)
    const complete = order.chosen.length === new Set(input.findingIds).size
    if (!complete || order.digest !== input.digest) throw new AppError('conflict', CHANGED)
    await assertRecordable()
    try {
      return { outcomes: await runAll({ operator, reason, inventory, order }) }
    } finally {
      dropInventory()
    }
  })
}

async function orderIn(inventory: Inventory, input: ApplyFixesInput): Promise<FixesOrder> {
  const ids = new Set(input.findingIds)
  const findings = (await accountFindings(inventory)).filter(({ id }) => ids.has(id))
  const order = await fixesOrder(inventory, findings, { ...input, isChosen: id => ids.has(id) })
  if (order.chosen.length === 0) throw new AppError('conflict', CHANGED)
  return order
}

interface Run {
  operator: Operator
  reason: string
  inventory: Inventory
  order: FixesOrder
}

interface Ran {
  outcome: FixOutcome
  /** What would stop the next one too. */
  stops: boolean
}

/** What was changed so far, and every cell that differs by it. */
interface Changed {
  changes: DocumentChange[]
  cells: AffectedCell[]
}

async function runAll(run: Run): Promise<FixOutcome[]> {
  const access = compileAccess(run.inventory)
  const outcomes: FixOutcome[] = []
  let sofar: Changed = { changes: [], cells: [] }
  let stopped = false
  for (const candidate of run.order.chosen) {
    if (stopped) {
      outcomes.push({
        ...about(candidate),
        state: 'notTried',
        error: 'Not tried: the one before it stopped all.',
      })
      continue
    }
    const next = await changedBy(access, [...sofar.changes, candidate.change])
    const { outcome, stops } = await runOne(run, candidate, cellsBetween(sofar.cells, next.cells))
    outcomes.push(outcome)
    if (outcome.state === 'done') sofar = next
    stopped = stops
  }
  return outcomes
}

async function changedBy(access: CompiledAccess, changes: DocumentChange[]): Promise<Changed> {
  return { changes, cells: await inBreaths(cellsChangedTogether(access, changes)) }
}

const about = ({ finding }: FixesCandidate) => ({
  findingId: finding.id,
  subject: finding.subject.label,
  auditId: null,
  answer: null,
})

async function runOne(run: Run, candidate: FixesCandidate, cells: AffectedCell[]): Promise<Ran> {
  const { inventory, order } = run
  const { finding, fix, steps } = candidate
  const own = await fixOrder(inventory, finding, fix.id)
  if (!own) throw new AppError('conflict', CHANGED)
  const { failure, done, notDone } = await runSteps(steps)
  const state = notDone.length === 0 ? 'done' : done.length === 0 ? 'failed' : 'partial'
  const said = {
    ...about(candidate),
    state,
    error: failure?.message ?? null,
    answer: failure?.answer ?? null,
  } as const
  try {
    const auditId = await recordFix({
      ...run,
      order: { ...own, steps, cells, digest: order.digest },
      done,
      notDone,
    })
    return { outcome: { ...said, auditId }, stops: failure !== null && STOPS.has(failure.code) }
  } catch (error) {
    log.error({ err: error }, 'a fix could not be recorded')
    return { outcome: { ...said, error: unrecorded(state) }, stops: true }
  }
}

function unrecorded(state: FixOutcome['state']): string {
  const what = state === 'failed' ? 'It failed' : 'It was applied'
  return `${what}, and Activity could not be written. Nothing further was tried.`
}
