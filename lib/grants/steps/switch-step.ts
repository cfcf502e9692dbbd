import { headingTo } from '@/lib/access/model/iam-auth-state'
import type { Target } from '@/lib/access/model/target'
import type { SwitchPlan } from '@/lib/access/switch/iam-auth'
import { otherChanges } from '@/lib/access/switch/readiness'
import type { PlanStep } from '../grant-plan'
import type { FactState } from './fact'

type SwitchState = Extract<FactState, { kind: 'iamAuth' }>

/** Turning the switch of a target as one step. */
export function switchStep(plan: SwitchPlan, target: Target, when: 'now' | 'window'): PlanStep {
  const call = plan.call[when]
  return {
    call,
    title: call.action,
    subject: target.name,
    note: `IAM authentication ${plan.desired}, ${when === 'now' ? 'now' : 'in the maintenance window'}`,
    locks: `switch ${target.resourceId}`,
    target: { region: target.region, resourceId: target.resourceId },
  }
}

/** A step that was recorded, called as its target is now: a rename since hands the old name to nobody, or to another. */
export function calledAsNow(step: PlanStep, { resourceId, name, call }: SwitchPlan): PlanStep {
  if (step.target?.resourceId !== resourceId) return step
  const { input } = call[step.call.input.ApplyImmediately === true ? 'now' : 'window']
  return { ...step, call: { ...step.call, input }, subject: name }
}

/** What RDS will accept in the end stands in `pending` while it works or waits. */
export function switchState(target: Target): SwitchState {
  const { state, accepted } = target.iamAuth
  const heading = headingTo(state)
  const waiting = otherChanges(target).map(({ field, after }) => `${field}: ${after}`)
  const { name } = target
  return {
    kind: 'iamAuth',
    on: accepted,
    pending: heading && heading === 'on',
    name,
    waiting: waiting.sort(),
  }
}

/** The switch is called by its name, and "now" applies whatever waits: both are as they were planned on. */
export function isSameTarget(planned: SwitchState, now: SwitchState): boolean {
  return planned.name === now.name && String(planned.waiting) === String(now.waiting)
}
