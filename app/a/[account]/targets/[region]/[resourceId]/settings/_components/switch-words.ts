import type { IamAuthState } from '@/lib/access/model/target'
import { cancelsWaiting } from '@/lib/access/switch/cancels-waiting'
import type { SwitchPlan } from '@/lib/access/switch/iam-auth'
import type { SwitchMoment } from '@/lib/access/switch/together'

type Plan = Pick<SwitchPlan, 'name' | 'desired' | 'before' | 'restarts'>

const waitingWords = (before: IamAuthState) => (before.startsWith('scheduled') ? 'scheduled' : 'pending')

export function dialogTitle(plan: Plan): string {
  if (cancelsWaiting(plan))
    return `Cancel the ${waitingWords(plan.before)} change of IAM authentication for ${plan.name}`
  return `Turn ${plan.desired} IAM authentication for ${plan.name}`
}

/** The button names the effect. */
export function submitWords(plan: Plan, when: SwitchMoment): string {
  if (cancelsWaiting(plan)) return `Cancel the ${waitingWords(plan.before)} change`
  if (when === 'window') return `Turn ${plan.desired} in the next window`
  return plan.restarts ? `Turn ${plan.desired} and restart now` : `Turn ${plan.desired} now`
}

const SWITCH_WORDS: Record<IamAuthState, string> = {
  on: 'On',
  off: 'Off',
  turningOn: 'Turning on',
  turningOff: 'Turning off',
  scheduledOn: 'Off, on in the window',
  scheduledOff: 'On, off in the window',
  pendingOn: 'Off, on is pending',
  pendingOff: 'On, off is pending',
  unsupported: 'Unsupported',
  viaProxy: 'Required by the proxy',
  proxyOff: 'Not required by the proxy',
}

export const switchWords = (state: IamAuthState) => SWITCH_WORDS[state]

/** `8 connect, 1 conditional`. */
export function effectWords({ gains, losses, conditional }: SwitchPlan['counts']): string {
  const parts = [
    gains > 0 ? `${gains} connect` : null,
    conditional > 0 ? `${conditional} conditional` : null,
    losses > 0 ? `${losses} can no longer connect` : null,
  ].filter(part => part !== null)
  return parts.length > 0 ? parts.join(', ') : 'none'
}
