import { waitingFor } from '@/lib/access/model/iam-auth-state'
import { cancelsWaiting } from './cancels-waiting'
import type { SwitchPlan } from './iam-auth'
import type { SwitchMoment } from './together'

type Timed = Pick<SwitchPlan, 'before' | 'desired' | 'restarts' | 'nextWindowAt'>

/** What is chosen before anybody chose; null: nothing. Turning off production is never "now" by itself. */
export function firstWhen(plan: Timed, isProduction: boolean): SwitchMoment | null {
  if (cancelsWaiting(plan)) return 'window'
  const window = plan.nextWindowAt === null ? null : 'window'
  const isThere = waitingFor(plan.before) === plan.desired
  if (isProduction && plan.desired === 'off') return isThere ? null : window
  return plan.restarts && !isThere ? (window ?? 'now') : 'now'
}

/** The same of several: now, where it is what each of them alone begins with. */
export const firstWhenTogether = (plans: readonly { plan: Timed; isProduction: boolean }[]): SwitchMoment =>
  plans.every(({ plan, isProduction }) => firstWhen(plan, isProduction) === 'now') ? 'now' : 'window'
