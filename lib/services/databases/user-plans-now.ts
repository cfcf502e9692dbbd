import 'server-only'
import type { Inventory } from '@/lib/access/model/inventory'
import { inTurn } from '@/lib/aws/in-turn'
import { AppError } from '@/lib/errors'
import { type FactState, type FactStates, factKey, userLabel } from '@/lib/grants/steps/fact'
import { userLock } from '@/lib/grants/steps/sql-step'
import { accountOf } from '@/lib/provision/account-of'
import { loadReading } from '@/lib/services/account/load-inventory'
import type { Context } from '@/lib/services/context'
import {
  type FreshUserPlan,
  targetIn,
  type UserQuestion,
  userPlanNow,
} from '@/lib/services/databases/user-plan-now'

/** Each planned by itself: so no user may be in it twice, under whatever host the engine takes for one. */
function assertOnceEach(questions: readonly UserQuestion[], inventory: Inventory): void {
  const seen = new Set<string>()
  for (const { target, intent } of questions) {
    const user = userLabel(accountOf(targetIn(inventory, target).family, intent.user))
    const key = `${target.resourceId} ${user}`
    if (seen.has(key))
      throw new AppError(
        'invalid',
        `${user} is in it twice: change it once, and then again. Nothing changed.`,
      )
    seen.add(key)
  }
}

/** Several users as they are this moment, each with its plan. */
export async function userPlansNow(
  context: Context,
  questions: readonly UserQuestion[],
  inventory: Inventory,
): Promise<FreshUserPlan[]> {
  assertOnceEach(questions, inventory)
  return inTurn(questions, 3, question => userPlanNow(context, question, inventory))
}

/** What each plan rests on, as `Change.facts` asks for it. */
export function factsPlannedOn(plans: readonly FreshUserPlan[]): FactStates {
  return new Map(
    plans.map(({ plan, state, target: { region, resourceId } }): [string, FactState] => [
      factKey({ kind: 'databaseUser', region, resourceId, ...plan.intent.user }),
      { kind: 'databaseUser', lines: state.facts },
    ]),
  )
}

/** Asked before the account is read anew: names of locks alone. */
export async function userLocks({ account }: Context, questions: readonly UserQuestion[]): Promise<string[]> {
  const { targets } = await loadReading(account)
  return questions.map(({ target: { resourceId }, intent }) => {
    const target = targets.find(one => one.resourceId === resourceId)
    return userLock({ resourceId, user: target ? accountOf(target.family, intent.user) : intent.user })
  })
}
