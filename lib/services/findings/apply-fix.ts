import 'server-only'
import type { Inventory } from '@/lib/access/model/inventory'
import type { Account } from '@/lib/account'
import { AppError } from '@/lib/errors'
import { assertCan } from '@/lib/operator/operator'
import { loadReading } from '@/lib/services/account/load-inventory'
import { carryOutOne } from '@/lib/services/changes/apply-plan'
import type { ChangeReceipt } from '@/lib/services/changes/change'
import { givenReason } from '@/lib/services/changes/given-reason'
import { assertAccountRead, assertTargetsRead } from '@/lib/services/changes/read-for-write'
import type { Context } from '@/lib/services/context'
import { accountFindings } from '@/lib/services/findings/account-findings'
import { fixPart } from '@/lib/services/findings/fix-part'
import { type WorkedOutFix, workOutFix } from '@/lib/services/findings/work-out-fix'

export interface ApplyFixInput {
  findingId: string
  fixId: string
  /** Of the preview that was looked at. */
  digest: string
  reason: string
}

export interface FixReceipt extends ChangeReceipt {
  reason: string
}

const CHANGED =
  'Something changed since you looked: the policy, its versions or who it reaches. Nothing was applied. The new preview is shown; look at it and apply it again.'
const GONE =
  'This finding is gone: somebody fixed it, or what it was about no longer exists. Nothing was applied.'

/** Carries out the fix as previewed, or nothing: worked out anew, it must have the digest of what was looked at. */
export async function applyFix(context: Context, input: ApplyFixInput): Promise<FixReceipt> {
  assertCan(context, 'grant')
  const reason = givenReason(input.reason, 'A fix')
  const known = await loadReading(context.account)
  assertAccountRead(context.account, known)
  const seen = await orderIn(context.account, known, input)
  const { receipt } = await carryOutOne({
    context,
    capability: 'grant',
    regions: seen.finding.targets.map(({ region }) => region),
    locks: seen.steps.map(step => step.locks),
    plan: async inventory => {
      const order = await orderIn(context.account, inventory, input)
      assertTargetsRead(inventory, order.cells)
      if (order.digest !== input.digest) throw new AppError('conflict', CHANGED)
      assertApplicable(order)
      return order
    },
    parts: order => [fixPart(order, reason)],
  })
  return { ...receipt, reason }
}

async function orderIn(
  account: Account,
  inventory: Inventory,
  { findingId, fixId }: ApplyFixInput,
): Promise<WorkedOutFix> {
  const finding = (await accountFindings(account, inventory)).find(({ id }) => id === findingId)
  const offered = finding?.fixes.some(({ id }) => id === fixId)
  const order = finding && offered ? await workOutFix(inventory, finding, fixId) : null
  if (!order) throw new AppError('conflict', GONE)
  return order
}

function assertApplicable({ fix, problems, steps }: WorkedOutFix): void {
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
