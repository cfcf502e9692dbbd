import 'server-only'
import { refusalTogether } from '@/lib/access/switch/together'
import { AppError } from '@/lib/errors'
import { assertCan } from '@/lib/operator/operator'
import { saySwitchesStopped } from '@/lib/records/switches-together'
import { accountIdOf } from '@/lib/services/account/account-id'
import type { Context } from '@/lib/services/context'
import { carryOutSwitches } from '@/lib/services/targets/carry-out-switches'
import { switchPlansNow } from '@/lib/services/targets/switch-plans-now'
import { switchesNow } from '@/lib/services/targets/switches-now'

const NOTHING =
  'Nothing is left that could be switched as it was decided: it is done, or the targets are not as they were then. Nothing was sent. Look at a new plan of what is left.'

/** Goes on with what was not done and is still as it was decided; the reason stays that of whoever began it. */
export async function resumeSwitches(context: Context, { id }: { id: string }): Promise<{ id: string }> {
  assertCan(context, 'modify')
  const accountId = await accountIdOf(context.account)
  if (!accountId)
    throw new AppError('unavailable', 'Which account this is could not be read. Nothing was sent.')
  const seen = await switchesNow(accountId, id)
  await carryOutSwitches({
    context,
    targets: seen.parts,
    id,
    plan: async inventory => {
      // Again, under the locks: another tab may have gone on meanwhile.
      const { running: _running, parts, ...change } = await switchesNow(accountId, id)
      const left = parts.filter(({ state }) => state === 'failed' || state === 'notTried')
      const known = new Set(inventory.targets.map(({ resourceId }) => resourceId))
      const there = left.filter(({ resourceId }) => known.has(resourceId))
      const fresh = await switchPlansNow(inventory, there, change.desired, context.now)
      const plans = fresh.filter(
        ({ plan }, index) =>
          plan.digest === there[index]?.digest && refusalTogether(plan, change.moment) === null,
      )
      if (plans.length === 0) throw new AppError('conflict', NOTHING)
      await saySwitchesStopped(accountId, id, null)
      return { change: { ...change, parts }, plans }
    },
  })
  return { id }
}
