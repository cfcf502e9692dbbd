'use client'

import { useRouter } from 'next/navigation'
import { ApplyFailure } from '@/components/apply-failure'
import { useKeepOutcome } from '@/components/outcome-desk'
import { PlanCalls } from '@/components/plan-calls'
import { ReasonInput } from '@/components/reason-input'
import { SubmitButton } from '@/components/submit-button'
import { Form } from '@/components/ui/form'
import { useServerAction } from '@/components/use-server-action'
import { type ActionState, IDLE } from '@/lib/actions/action-state'
import type { RemovalPlan, RemovalWay } from '@/lib/grants/removal/removal-plan'
import type { RemovalReceipt } from '@/lib/services/grants/apply-removal'
import { applyRemovalAction } from '../actions'
import { blockedLabel, removeLabel } from './removal-words'

interface RemovalBarProps {
  plan: RemovalPlan
  way: RemovalWay
  mayGrant: boolean
  onDone: (receipt: RemovalReceipt) => void
}

/** Told above the page: the way that was chosen may be gone with its bar. */
const isConflict = (state: ActionState<unknown>) => state.status === 'failed' && state.code === 'conflict'

/** Ends what is previewed, and nothing that changed since. */
export function RemovalBar({ plan, way, mayGrant, onDone }: RemovalBarProps) {
  const router = useRouter()
  const keep = useKeepOutcome()
  const send = async (previous: ActionState<RemovalReceipt>, form: FormData) => {
    const next = await applyRemovalAction(previous, form)
    if (next.status === 'done') onDone(next.value)
    // What is on the screen is no longer true: the new plan is the answer.
    if (next.status === 'failed' && next.code === 'conflict') {
      keep({ failure: next })
      router.refresh()
    }
    return next
  }
  const [state, action] = useServerAction(send)
  const blocked = blockedLabel(way, mayGrant)
  return (
    <footer className="border-t border-line bg-surface px-5 py-3 max-sm:hidden">
      <PlanCalls
        label="How to remove it"
        here="Remove"
        steps={way.steps}
        texts={[
          { name: 'AWS CLI', text: way.exports.cli },
          { name: 'Terraform', text: way.exports.terraform },
        ]}
      />
      {way.problems.map(problem => (
        <p key={problem} className="mt-2 text-xs text-muted">
          {problem}
        </p>
      ))}
      <ApplyFailure state={isConflict(state) ? IDLE : state} title="Nothing was removed." />
      <Form action={action} className="mt-3 flex items-start gap-3">
        <input type="hidden" name="wish" value={JSON.stringify(plan.wish)} />
        <input type="hidden" name="digest" value={plan.digest} />
        <ReasonInput error={state.status === 'failed' ? state.fields.reason : undefined} />
        <span className="flex-1" />
        <SubmitButton variant="danger" disabled={blocked !== null} busyLabel="Removing">
          {blocked ?? removeLabel(plan, way)}
        </SubmitButton>
      </Form>
    </footer>
  )
}
