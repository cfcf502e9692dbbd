import 'server-only'
import type { Inventory } from '@/lib/access/inventory'
import { AppError } from '@/lib/errors'
import type { PlanStep } from '@/lib/grants/grant-plan'
import { assertRecordable } from '@/lib/services/assert-recordable'
import { dropInventory } from '@/lib/services/load-inventory'
import { oneAtATime } from '@/lib/services/one-at-a-time'
import { readAgain } from '@/lib/services/read-again'
import { runSteps, type StepsDone } from '@/lib/services/run-steps'

export interface CarriedOut extends Pick<StepsDone, 'done' | 'notDone'> {
  auditId: string
}

interface Undertaking<Plan> {
  /** ARNs and names that nobody else may write meanwhile. */
  locks: readonly string[]
  /** Made anew from the account as it is now; throws where it may not be carried out. */
  plan: (inventory: Inventory) => Promise<Plan> | Plan
  steps: (plan: Plan) => readonly PlanStep[]
  record: (plan: Plan, inventory: Inventory, outcome: Pick<StepsDone, 'done' | 'notDone'>) => Promise<string>
}

/** Reads the account again, plans again, writes, records. Nothing is written that could not be recorded. */
export async function carryOut<Plan>(undertaking: Undertaking<Plan>): Promise<CarriedOut & { plan: Plan }> {
  return oneAtATime([...new Set(undertaking.locks)], async () => {
    const inventory = await readAgain()
    const plan = await undertaking.plan(inventory)
    await assertRecordable()
    try {
      const { failure, done, notDone } = await runSteps(undertaking.steps(plan))
      const auditId = await undertaking.record(plan, inventory, { done, notDone })
      if (failure && done.length === 0) throw failure
      return { auditId, done, notDone, plan }
    } finally {
      dropInventory()
    }
  })
}

export function givenReason(reason: string, what: string): string {
  const given = reason.trim()
  if (given !== '') return given
  const fields = { reason: 'Say why: it is written to Activity with your name.' }
  throw new AppError('invalid', `${what} needs a reason. Nothing changed.`, { fields })
}
