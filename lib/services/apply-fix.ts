import 'server-only'
import type { Inventory } from '@/lib/access/inventory'
import { AppError } from '@/lib/errors'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { accountFindings } from '@/lib/services/account-findings'
import { assertRecordable } from '@/lib/services/assert-recordable'
import { type FixOrder, fixOrder } from '@/lib/services/fix-order'
import { dropInventory, loadInventory } from '@/lib/services/load-inventory'
import { oneAtATime } from '@/lib/services/one-at-a-time'
import { readAgain } from '@/lib/services/read-again'
import { recordFix } from '@/lib/services/record-fix'
import { runSteps, type StepsDone } from '@/lib/services/run-steps'

export interface ApplyFixInput {
  findingId: string
  fixId: string
  /** Of the preview that was looked at. */
  digest: string
  reason: string
}

export interface FixReceipt extends Pick<StepsDone, 'done' | 'notDone'> {
  auditId: string
}

const CHANGED =
  'Something changed since you looked: the policy, its versions or who it reaches. Nothing was applied. The new preview is shown; look at it and apply it again.'
const GONE =
  'This finding is gone: somebody fixed it, or what it was about no longer exists. Nothing was applied.'

/** Carries out the fix as previewed, or nothing: worked out anew, it must have the digest of what was looked at. */
export async function applyFix(operator: Operator, input: ApplyFixInput): Promise<FixReceipt> {
  assertCan(operator, 'grant')
  const reason = input.reason.trim()
  if (reason === '') {
    const fields = { reason: 'Say why: it is written to Activity with your name.' }
    throw new AppError('invalid', 'A fix needs a reason. Nothing changed.', { fields })
  }
  const seen = await orderIn(await loadInventory(), input)
  return oneAtATime([...new Set(seen.steps.map(step => step.locks))], async () => {
    const inventory = await readAgain()
    const order = await orderIn(inventory, input)
    if (order.digest !== input.digest) throw new AppError('conflict', CHANGED)
    assertApplicable(order)
    await assertRecordable()
    try {
      const { failure, ...receipt } = await runSteps(order.steps)
      const auditId = await recordFix({ operator, reason, order, inventory, ...receipt })
      if (failure && receipt.done.length === 0) throw failure
      return { auditId, ...receipt }
    } finally {
      dropInventory()
    }
  })
}

async function orderIn(inventory: Inventory, { findingId, fixId }: ApplyFixInput): Promise<FixOrder> {
  const finding = (await accountFindings(inventory)).find(({ id }) => id === findingId)
  const offered = finding?.fixes.some(({ id }) => id === fixId)
  const order = finding && offered ? fixOrder(inventory, finding, fixId) : null
  if (!order) throw new AppError('conflict', GONE)
  return order
}

function assertApplicable({ fix, problems, steps }: FixOrder): void {
  const [problem] = problems
  if (problem) throw new AppError('invalid', `${problem} Nothing changed.`)
  if (steps.length > 0) return
  throw new AppError(
    'invalid',
    fix.plan.kind === 'switchOn'
      ? 'The switch is turned in its own plan, which shows what else would be applied. Nothing changed.'
      : 'This fix is done by hand: Gatehouse cannot make the change itself. Nothing changed.',
  )
}
