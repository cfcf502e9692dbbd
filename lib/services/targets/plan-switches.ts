import 'server-only'
import { isProduction } from '@/lib/access/model/production'
import { environmentOf, type IamAuthState } from '@/lib/access/model/target'
import { firstWhenTogether } from '@/lib/access/switch/first-when'
import {
  digestTogether,
  gainersFirst,
  refusalTogether,
  type SwitchMoment,
} from '@/lib/access/switch/together'
import { assertCan } from '@/lib/operator/operator'
import { loadInventory } from '@/lib/services/account/load-inventory'
import type { Context } from '@/lib/services/context'
import type { FreshSwitchPlan } from '@/lib/services/targets/switch-plan-now'
import { switchPlansNow } from '@/lib/services/targets/switch-plans-now'

export interface SwitchLine {
  accountId: string
  region: string
  resourceId: string
  name: string
  /** Of its own plan: what says which of several moved. */
  digest: string
  environment: string | null
  before: IamAuthState
  /** Why it is left out; null: it is switched. */
  refusal: string | null
  /** What is worth knowing and stops nothing. */
  warnings: string[]
  /** `ModifyDBCluster` */
  call: string
  /** ISO; null: its window is not known, or it is switched now. */
  at: string | null
  counts: FreshSwitchPlan['plan']['counts']
  effect: FreshSwitchPlan['plan']['effect']
  /** Connections beyond those. */
  more: number
}

export interface SwitchesPreview {
  lines: SwitchLine[]
  moment: SwitchMoment
  /** Of those that are switched. */
  digest: string
  counts: { switched: number; refused: number; gains: number; conditional: number; losses: number }
}

export interface SwitchesQuestion {
  targets: { region: string; resourceId: string }[]
  desired: 'on' | 'off'
  /** Null: nobody has chosen one yet. */
  moment: SwitchMoment | null
}

const SHOWN = 20

/** What switching several targets would do, without doing it. Anyone who may read may ask. */
export async function planSwitches(
  context: Context,
  { targets, desired, moment: chosen }: SwitchesQuestion,
): Promise<SwitchesPreview> {
  assertCan(context, 'read')
  const inventory = await loadInventory(context.account)
  const plans = await switchPlansNow(inventory, targets, desired, context.now)
  const moment = chosen ?? firstMoment(plans)
  const lines = plans.map(one => lineOf(one, moment))
  const switched = plans.filter((_, index) => lines[index]?.refusal === null).map(({ plan }) => plan)
  const sum = (key: 'gains' | 'conditional' | 'losses') =>
    switched.reduce((total, { counts }) => total + counts[key], 0)
  return {
    lines,
    moment,
    digest: digestTogether(switched, moment),
    counts: {
      switched: switched.length,
      refused: lines.length - switched.length,
      gains: sum('gains'),
      conditional: sum('conditional'),
      losses: sum('losses'),
    },
  }
}

/** As each that can be switched at all would begin by itself. */
function firstMoment(plans: readonly FreshSwitchPlan[]): SwitchMoment {
  const able = plans.filter(({ plan }) => refusalTogether(plan, 'window') === null)
  return firstWhenTogether(able.map(({ plan, target }) => ({ plan, isProduction: isProduction(target) })))
}

function lineOf({ plan, target }: FreshSwitchPlan, moment: SwitchMoment): SwitchLine {
  const warns = plan.checks.filter(({ outcome }) => outcome === 'warn' || outcome === 'unknown')
  return {
    accountId: target.accountId,
    region: target.region,
    resourceId: target.resourceId,
    name: target.name,
    digest: plan.digest,
    environment: environmentOf(target),
    before: plan.before,
    refusal: refusalTogether(plan, moment),
    warnings: warns.map(({ title }) => title),
    call: plan.call[moment].action,
    at: moment === 'window' ? plan.nextWindowAt : null,
    counts: plan.counts,
    // Of both some are named: who gains by a switch that takes away is the surprise.
    effect: gainersFirst(plan.effect).slice(0, SHOWN),
    more: Math.max(0, plan.effect.length - SHOWN),
  }
}
