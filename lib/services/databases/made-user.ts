import 'server-only'
import type { Fact, FactState } from '@/lib/grants/steps/fact'
import { linesAfter } from '@/lib/grants/steps/user-lines'
import type { FreshUserPlan } from '@/lib/services/databases/user-plan-now'

/** What is true of the user once its plan is carried out. */
export function madeUser({ plan, state, target }: FreshUserPlan): { fact: Fact; state: FactState } {
  const { region, resourceId } = target
  const lines = plan.steps.reduce((known, step) => linesAfter(step, known), state.facts)
  return {
    fact: { kind: 'databaseUser', region, resourceId, ...plan.intent.user },
    state: { kind: 'databaseUser', lines },
  }
}
