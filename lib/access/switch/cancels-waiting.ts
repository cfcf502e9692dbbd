import { waitingFor } from '@/lib/access/model/iam-auth-state'
import type { SwitchPlan } from './iam-auth'

/** Whether it takes back a change that waits at RDS: then nothing about the target changes. */
export function cancelsWaiting({ before, desired }: Pick<SwitchPlan, 'before' | 'desired'>): boolean {
  const waiting = waitingFor(before)
  return waiting !== null && waiting !== desired
}

/** Whether somebody must say that they know what will set the switch back. */
export const needsCodeConsent = (plan: Pick<SwitchPlan, 'before' | 'desired' | 'code'>): boolean =>
  plan.code !== null && !cancelsWaiting(plan)
