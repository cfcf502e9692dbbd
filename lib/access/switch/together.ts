import type { AccessChange } from '@/lib/access/model/access-change'
import { ownerName } from '@/lib/access/model/code-owner'
import { digestOf } from '@/lib/access/model/digest'
import { reaches } from '@/lib/access/model/verdict'
import { listInWords } from '@/lib/format'
import { needsCodeConsent } from './cancels-waiting'
import type { SwitchPlan } from './iam-auth'

export type SwitchMoment = 'now' | 'window'

/**
 * Why this target is left out of a switch of several; null: it is switched. Whatever blocks one alone blocks it here, and what
 * a person would have to accept for each by itself is not accepted for a hundred at once.
 */
export function refusalTogether(plan: SwitchPlan, moment: SwitchMoment): string | null {
  const block = plan.checks.find(({ outcome }) => outcome === 'block')
  if (block) return `${block.title}. ${block.detail}`
  if (moment === 'now' && plan.restarts)
    return `Other changes wait for its maintenance window (${listInWords(plan.waiting.map(({ label }) => label))}), and now would apply them too and may restart the database. Choose the maintenance window, or switch it by itself.`
  if (needsCodeConsent(plan) && plan.code)
    return `Code keeps it (${ownerName(plan.code.owner)}), which may set the switch back. Change it there, or switch it by itself.`
  return null
}

/** Of all that are switched: who looked at other plans, or at another moment, looked at something else. */
export function digestTogether(plans: readonly SwitchPlan[], moment: SwitchMoment): string {
  return digestOf({ moment, plans: plans.map(({ digest }) => digest).sort() })
}

/** Who gains before who loses: by a switch that takes away, they are the few, and the surprise. */
export function gainersFirst(effect: readonly AccessChange[]): AccessChange[] {
  const isGain = ({ after }: AccessChange) => reaches(after)
  return [...effect.filter(isGain), ...effect.filter(change => !isGain(change))]
}
