import 'server-only'
import type { Inventory } from '@/lib/access/model/inventory'
import { settings } from '@/lib/config/env'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log/log'
import { type SwitchesTogether, saySwitchesStopped, togetherLock } from '@/lib/records/switches-together'
import { whileRunning } from '@/lib/running'
import { applyPlan } from '@/lib/services/changes/apply-plan'
import type { ChangePart, PartReceipt } from '@/lib/services/changes/change'
import type { Context } from '@/lib/services/context'
import { switchPart } from '@/lib/services/targets/set-iam-auth'
import type { FreshSwitchPlan } from '@/lib/services/targets/switch-plan-now'

interface SwitchesOrder {
  context: Context
  /** What is locked: all that may be switched. */
  targets: readonly { region: string; resourceId: string }[]
  id: string
  /** Plans anew, and has the whole recorded before anything is called; throws where nothing may be done. */
  plan: (inventory: Inventory) => Promise<{ change: SwitchesTogether; plans: FreshSwitchPlan[] }>
}

/**
 * Begins the switch of several and answers once it stands in the records: a hundred calls take minutes, and the page of this
 * change tells how they go, here or after this server is gone. What is refused before that is thrown.
 */
export function carryOutSwitches(order: SwitchesOrder): Promise<string> {
  return new Promise((begun, refused) => {
    whileRunning('change', () => run(order, () => begun(order.id))).catch(refused)
  })
}

async function run({ context, targets, id, plan }: SwitchesOrder, begun: () => void): Promise<void> {
  let accountId: string | null = null
  try {
    const { receipts } = await applyPlan({
      context,
      capability: 'modify',
      locks: [togetherLock(id), ...targets.map(({ resourceId }) => `switch ${resourceId}`)],
      regions: targets.map(({ region }) => region),
      atOnce: settings().callsAtOnce,
      plan: async inventory => {
        const planned = await plan(inventory)
        accountId = inventory.accountId
        begun()
        return planned
      },
      parts: ({ change, plans }) => plans.map(one => partOf(change, one)),
    })
    if (accountId) await saySwitchesStopped(accountId, id, whyStopped(receipts))
  } catch (error) {
    if (accountId === null) throw error
    log.error({ err: error, id }, 'a switch of several targets ended early')
    const why = error instanceof AppError ? error.message : 'Gatehouse failed; its log says why.'
    await saySwitchesStopped(accountId, id, why).catch(lost => log.error({ err: lost, id }, 'nor recorded'))
  }
}

function partOf({ id, moment, reason }: SwitchesTogether, fresh: FreshSwitchPlan): ChangePart {
  const part = switchPart(fresh, moment, reason)
  return { ...part, entry: { ...part.entry, after: { ...(part.entry.after as object), together: id } } }
}

/** Null: every one was tried. */
function whyStopped(receipts: readonly PartReceipt[]): string | null {
  if (!receipts.some(({ state }) => state === 'notTried')) return null
  const last = receipts.findLast(({ failure }) => failure)?.failure
  return last ? `The rest was not tried, as the next call would fail as well: ${last.message}` : null
}
