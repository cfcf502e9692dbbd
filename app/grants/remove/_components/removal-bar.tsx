'use client'

import { useRouter } from 'next/navigation'
import { useActionState, useState } from 'react'
import { ApplyFailure } from '@/components/apply-failure'
import { CallList } from '@/components/call-list'
import { ReasonInput } from '@/components/reason-input'
import { SubmitButton } from '@/components/submit-button'
import { CodeBlock } from '@/components/ui/code-block'
import { Segmented } from '@/components/ui/segmented'
import { type ActionState, IDLE } from '@/lib/actions/action-state'
import type { RemovalPlan, RemovalWay } from '@/lib/grants/removal/removal-plan'
import type { RemovalReceipt } from '@/lib/services/apply-removal'
import { applyRemovalAction } from '../actions'
import { blockedLabel, removeLabel } from './removal-words'

interface RemovalBarProps {
  plan: RemovalPlan
  way: RemovalWay
  mayGrant: boolean
  onDone: (receipt: RemovalReceipt) => void
}

type View = 'calls' | keyof RemovalWay['exports']

const views: { value: View; label: string }[] = [
  { value: 'calls', label: 'Remove' },
  { value: 'cli', label: 'AWS CLI' },
  { value: 'terraform', label: 'Terraform' },
]

/** Ends what is previewed, and nothing that changed since. */
export function RemovalBar({ plan, way, mayGrant, onDone }: RemovalBarProps) {
  const router = useRouter()
  const [view, setView] = useState<View>('calls')
  const send = async (previous: ActionState<RemovalReceipt>, form: FormData) => {
    const next = await applyRemovalAction(previous, form)
    if (next.status === 'done') onDone(next.value)
    // What is on the screen is no longer true: the new plan is the answer.
    if (next.status === 'failed' && next.code === 'conflict') router.refresh()
    return next
  }
  const [state, action] = useActionState<ActionState<RemovalReceipt>, FormData>(send, IDLE)
  const blocked = blockedLabel(way, mayGrant)
  return (
    <footer className="border-t border-line bg-surface px-5 py-3 max-sm:hidden">
      <div className="flex items-center gap-3">
        <Segmented
          name="view"
          label="How to remove it"
          options={views}
          value={view}
          onChange={event => setView(event.target.value as View)}
        />
        <span className="flex-1" />
        <span className="text-xs text-muted">Every step is written to Activity</span>
      </div>
      {view === 'calls' ? (
        <CallList steps={way.steps} />
      ) : (
        <CodeBlock
          key={view}
          text={way.exports[view]}
          label={views.find(one => one.value === view)?.label ?? ''}
          className="mt-2 max-h-56 overflow-y-auto"
        >
          {way.exports[view]}
        </CodeBlock>
      )}
      {way.problems.map(problem => (
        <p key={problem} className="mt-2 text-xs text-muted">
          {problem}
        </p>
      ))}
      <ApplyFailure state={state} title="Nothing was removed." />
      <form action={action} className="mt-3 flex items-start gap-3">
        <input type="hidden" name="wish" value={JSON.stringify(plan.wish)} />
        <input type="hidden" name="digest" value={plan.digest} />
        <ReasonInput error={state.status === 'failed' ? state.fields.reason : undefined} />
        <span className="flex-1" />
        <SubmitButton disabled={blocked !== null} busyLabel="Removing">
          {blocked ?? removeLabel(plan, way)}
        </SubmitButton>
      </form>
    </footer>
  )
}
