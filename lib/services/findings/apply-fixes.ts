import 'server-only'
import { type CompiledAccess, compileAccess } from '@/lib/access/decide/compile-access'
import type { Inventory } from '@/lib/access/model/inventory'
import type { Account } from '@/lib/account'
import { AppError } from '@/lib/errors'
import { cellsBetween, cellsChangedTogether, type DocumentChange } from '@/lib/findings/document-effect'
import type { AffectedCell } from '@/lib/findings/finding'
import { assertCan } from '@/lib/operator/operator'
import { loadReading } from '@/lib/services/account/load-inventory'
import { runInSlices } from '@/lib/services/account/yield-to-event-loop'
import { applyPlan } from '@/lib/services/changes/apply-plan'
import type { ChangePart, PartReceipt } from '@/lib/services/changes/change'
import { givenReason } from '@/lib/services/changes/given-reason'
import { assertAccountRead, assertTargetsRead } from '@/lib/services/changes/read-for-write'
import type { Context } from '@/lib/services/context'
import { accountFindings } from '@/lib/services/findings/account-findings'
import { fixPart } from '@/lib/services/findings/fix-part'
import { type WorkedOutFix, workOutFix } from '@/lib/services/findings/work-out-fix'
import {
  type FixesCandidate,
  type WorkedOutFixes,
  workOutFixes,
} from '@/lib/services/findings/work-out-fixes'

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
  state: PartReceipt['state']
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

/** Carries out several fixes as previewed, one after the other; what fails keeps its finding and says why. */
export async function applyFixes(context: Context, input: ApplyFixesInput): Promise<FixesReceipt> {
  assertCan(context, 'grant')
  const reason = givenReason(input.reason, 'A fix')
  const known = await loadReading(context.account)
  assertAccountRead(context.account, known)
  const seen = await orderIn(context.account, known, input)
  const { plan, receipts } = await applyPlan({
    context,
    capability: 'grant',
    locks: seen.chosen.flatMap(({ steps }) => steps.map(step => step.locks)),
    regions: seen.chosen.flatMap(({ finding }) => finding.targets.map(({ region }) => region)),
    plan: inventory => ordersIn(context.account, inventory, input),
    parts: ({ order, orders }, inventory) => partsOf(order, orders, inventory, reason),
  })
  return {
    outcomes: plan.order.chosen.map((candidate, index) => outcomeOf(candidate, receipts[index])),
  }
}

async function orderIn(
  account: Account,
  inventory: Inventory,
  input: ApplyFixesInput,
): Promise<WorkedOutFixes> {
  const ids = new Set(input.findingIds)
  const findings = (await accountFindings(account, inventory)).filter(({ id }) => ids.has(id))
  const order = await workOutFixes(inventory, findings, { ...input, isChosen: id => ids.has(id) })
  if (order.chosen.length === 0) throw new AppError('conflict', CHANGED)
  return order
}

/** Together as previewed, and each with its own document for its entry. */
async function ordersIn(
  account: Account,
  inventory: Inventory,
  input: ApplyFixesInput,
): Promise<{ order: WorkedOutFixes; orders: WorkedOutFix[] }> {
  const order = await orderIn(account, inventory, input)
  assertTargetsRead(inventory, order.cells)
  const complete = order.chosen.length === new Set(input.findingIds).size
  if (!complete || order.digest !== input.digest) throw new AppError('conflict', CHANGED)
  const orders: WorkedOutFix[] = []
  for (const { finding, fix } of order.chosen) {
    const own = await workOutFix(inventory, finding, fix.id)
    if (!own) throw new AppError('conflict', CHANGED)
    orders.push(own)
  }
  return { order, orders }
}

/** Two that open the same cell open it once: the cells of each are what differs once all before it are done. */
function partsOf(
  { chosen, digest }: WorkedOutFixes,
  orders: readonly WorkedOutFix[],
  inventory: Inventory,
  reason: string,
): ChangePart[] {
  const access = compileAccess(inventory)
  let sofar: { changes: DocumentChange[]; cells: AffectedCell[] } = { changes: [], cells: [] }
  return orders.flatMap((own, index) => {
    const candidate = chosen[index]
    if (!candidate) return []
    const { steps, change } = candidate
    const cells = async (earlier: readonly PartReceipt[]) => {
      const changes = chosen.flatMap((one, at) => (earlier[at]?.state === 'done' ? [one.change] : []))
      if (changes.length !== sofar.changes.length) sofar = await changedBy(access, changes)
      const next = await changedBy(access, [...changes, change])
      const between = cellsBetween(sofar.cells, next.cells)
      sofar = next
      return between
    }
    return [fixPart({ ...own, steps, digest }, reason, cells)]
  })
}

async function changedBy(access: CompiledAccess, changes: DocumentChange[]) {
  return { changes, cells: await runInSlices(cellsChangedTogether(access, changes)) }
}

function outcomeOf({ finding }: FixesCandidate, receipt: PartReceipt | undefined): FixOutcome {
  const about = { findingId: finding.id, subject: finding.subject.label }
  if (!receipt || receipt.state === 'notTried') {
    const error = 'Not tried: the one before it stopped all.'
    return { ...about, state: 'notTried', auditId: null, error, answer: null }
  }
  const { state, auditId, failure } = receipt
  return { ...about, state, auditId, error: failure?.message ?? null, answer: failure?.answer ?? null }
}
