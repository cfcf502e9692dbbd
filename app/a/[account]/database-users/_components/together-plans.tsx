import { ChevronRight } from 'lucide-react'
import { formatCount } from '@/lib/format'
import type { UserPlan } from '@/lib/provision/user-plan'
import { changeTitle, hindrance } from './change-words'
import { PlanEffect } from './plan-effect'
import { PlanView } from './plan-view'
import type { ChosenChange } from './use-mends-plan'

interface TogetherPlansProps {
  plans: UserPlan[]
  changes: ChosenChange[]
  isAsking: boolean
  onPlan: (changes: ChosenChange[]) => void
}

/** Each change with its statements and effect, folded unless something stops it. */
export function TogetherPlans({ plans, changes, isAsking, onPlan }: TogetherPlansProps) {
  return (
    <ul>
      {plans.map((plan, at) => {
        const change = changes[at]
        if (!change) return null
        const why = hindrance(plan)
        return (
          <li key={`${plan.target.resourceId} ${plan.intent.user.name} ${plan.intent.user.host}`}>
            <details open={why !== null} className="group border-b border-line px-5 py-2 max-md:px-4">
              <summary className="flex min-h-6 cursor-pointer items-center gap-2">
                <ChevronRight
                  aria-hidden
                  size={14}
                  strokeWidth={1.5}
                  className="shrink-0 text-subtle group-open:rotate-90"
                />
                <span className="min-w-0 font-medium break-words">
                  {changeTitle(plan.intent, plan.target.name)}
                  {plan.intent.kind === 'create' && `: ${plan.intent.user.name}`}
                  {!['create', 'remove'].includes(plan.intent.kind) && ` on ${plan.target.name}`}
                </span>
                <span className={why ? 'text-xs text-deny' : 'text-xs text-muted'}>
                  {why ?? formatCount(plan.steps.length, 'step')}
                </span>
              </summary>
              <div className="grid gap-3 py-2 pl-5.5">
                <PlanView
                  plan={plan}
                  choices={{
                    target: change.target,
                    isAsking,
                    onAgain: () => onPlan(changes),
                    onInstead: intent =>
                      onPlan(changes.map((one, index) => (index === at ? { ...one, intent } : one))),
                  }}
                />
                <PlanEffect plan={plan} />
              </div>
            </details>
          </li>
        )
      })}
    </ul>
  )
}
