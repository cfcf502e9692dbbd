import 'server-only'
import { randomUUID } from 'node:crypto'
import type { SwitchPlan } from '@/lib/access/switch/iam-auth'
import { digestTogether, refusalTogether, type SwitchMoment } from '@/lib/access/switch/together'
import { AppError } from '@/lib/errors'
import { listInWords } from '@/lib/format'
import { assertCan } from '@/lib/operator/operator'
import { type LeftOut, recordSwitches } from '@/lib/records/switches-together'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { givenReason } from '@/lib/services/changes/given-reason'
import type { Context } from '@/lib/services/context'
import { carryOutSwitches } from '@/lib/services/targets/carry-out-switches'
import type { SwitchesQuestion } from '@/lib/services/targets/plan-switches'
import { switchPlansNow } from '@/lib/services/targets/switch-plans-now'

export interface ApplySwitchesInput extends SwitchesQuestion {
  targets: (SwitchesQuestion['targets'][number] & {
    /** Of the plan that was shown for it. */
    digest: string
  })[]
  moment: SwitchMoment
  /** What the preview left out: nothing is done to it, and the report says why. */
  leftOut: SwitchesQuestion['targets']
  /** Of all that were looked at. */
  digest: string
  reason: string
}

const AGAIN = 'Nothing was sent. The new plan is shown; look at it and decide again.'

/** Switches several targets as previewed, or refuses all of it because the preview no longer holds. Answers with its id. */
export async function applySwitches(context: Context, input: ApplySwitchesInput): Promise<{ id: string }> {
  assertCan(context, 'modify')
  const { desired, moment, targets } = input
  const reason = givenReason(input.reason, 'A switch of several targets')
  const id = randomUUID()
  const leftOut = await whyLeftOut(context, input)
  await carryOutSwitches({
    context,
    targets,
    id,
    plan: async inventory => {
      const plans = await switchPlansNow(inventory, targets, desired, context.now)
      const all = plans.map(({ plan }) => plan)
      const moved = all.filter((plan, index) => plan.digest !== targets[index]?.digest)
      if (moved.length > 0) throw new AppError('conflict', movedInWords(moved, moment))
      const isWhole = all.length > 0 && all.every(plan => refusalTogether(plan, moment) === null)
      if (!isWhole || digestTogether(all, moment) !== input.digest)
        throw new AppError('conflict', `This is not the plan that you looked at. ${AGAIN}`)
      const parts = all.map(({ region, resourceId, name, digest, counts: { gains, losses } }) => {
        return { region, resourceId, name, digest, gains, losses }
      })
      const { accountId } = inventory
      const change = { id, accountId, desired, moment, reason, begunBy: context.actor.name, parts, leftOut }
      await recordSwitches(change)
      return { change, plans }
    },
  })
  return { id }
}

/** Names who moved; of one by itself also what stands in its way now. */
function movedInWords(moved: readonly SwitchPlan[], moment: SwitchMoment): string {
  const [only] = moved.length === 1 ? moved : []
  const refusal = only && refusalTogether(only, moment)
  const names = listInWords(moved.map(({ name }) => name))
  const whose = only ? 'its own state, or who it lets' : 'their own state, or who they let'
  return `${names} changed since you looked: ${whose} in.${refusal ? ` ${refusal}` : ''} ${AGAIN}`
}

/** From the reading that the preview was made of. What is gone from it was not left out for a reason that anybody saw. */
async function whyLeftOut(
  context: Context,
  { leftOut, desired, moment }: ApplySwitchesInput,
): Promise<LeftOut[]> {
  if (leftOut.length === 0) return []
  const inventory = await loadInventory(context.account)
  const known = new Set(inventory.targets.map(({ resourceId }) => resourceId))
  const there = leftOut.filter(({ resourceId }) => known.has(resourceId))
  const plans = await switchPlansNow(inventory, there, desired, context.now)
  return plans.flatMap(({ plan }) => {
    const refusal = refusalTogether(plan, moment)
    return refusal ? [{ region: plan.region, resourceId: plan.resourceId, name: plan.name, refusal }] : []
  })
}
