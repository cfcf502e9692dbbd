import { ApplyFailure } from '@/components/apply-failure'
import type { ActionState } from '@/lib/actions/action-state'
import type { UserPlan } from '@/lib/provision/user-plan'
import { planDifference } from './plan-difference'

interface ChangeFailureProps {
  failed: Extract<ActionState<unknown>, { status: 'failed' }>
  decided: UserPlan | null
  /** The plan as things are now; null: on its way. */
  now: UserPlan | null
}

/** What stopped it; where something changed meanwhile, what is different now. */
export function ChangeFailure({ failed, decided, now }: ChangeFailureProps) {
  const different = failed.code === 'conflict' && decided && now ? planDifference(decided, now) : []
  return (
    <div className="mb-3">
      <ApplyFailure state={failed} title="Not done." />
      {different.length > 0 && (
        <ul aria-label="What changed" className="mt-2 grid gap-1 border-l-2 border-cond-line pl-3 text-xs">
          {different.map(sentence => (
            <li key={sentence} className="break-words">
              {sentence}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
