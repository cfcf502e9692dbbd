import { headingTo } from '@/lib/access/model/iam-auth-state'
import type { Target } from '@/lib/access/model/target'
import type { SwitchPlan } from '@/lib/access/switch/iam-auth'
import type { PlanStep } from '../grant-plan'
import type { FactState } from './fact'

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

/** What RDS will accept in the end stands in `pending` while it works or waits. */
export function switchState({ iamAuth: { state, accepted } }: Pick<Target, 'iamAuth'>): FactState {
  const heading = headingTo(state)
  return { kind: 'iamAuth', on: accepted, pending: heading && heading === 'on' }
}
