'use client'

import { useActionState, useEffect, useRef } from 'react'
import { ApplyFailure } from '@/components/apply-failure'
import { SubmitButton } from '@/components/submit-button'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { IDLE } from '@/lib/actions/action-state'
import { formatCount } from '@/lib/format'
import { applyUserChangesAction } from '../actions'
import { opensAndCloses } from './change-words'
import { TogetherPlans } from './together-plans'
import { TogetherReport } from './together-report'
import type { ChosenChange, useUsersPlan } from './use-users-plan'

interface UsersTogetherProps {
  planned: NonNullable<ReturnType<typeof useUsersPlan>['planned']>
  isAsking: boolean
  onPlan: (changes: ChosenChange[]) => void
  onDone: () => void
  /** Held by the desk: another plan must not cost the words. */
  reason: string
  onReason: (reason: string) => void
}

/** One plan for all of them, applied as one change whose parts have an entry each; then what came of each. */
export function UsersTogether({ planned, isAsking, onPlan, onDone, reason, onReason }: UsersTogetherProps) {
  const [state, send] = useActionState(applyUserChangesAction, IDLE)
  const { changes, reading } = planned
  const seen = useRef(state)
  useEffect(() => {
    if (seen.current === state) return
    seen.current = state
    if (state.status === 'failed' && state.code === 'conflict') onPlan(changes)
  }, [state, onPlan, changes])
  if (state.status === 'done') return <TogetherReport outcomes={state.value.outcomes} onDone={onDone} />
  if (!reading.ok)
    return (
      <Banner tone="error" role="alert" className="mx-5 mt-3 max-md:mx-4">
        {reading.message} {reading.answer && <code className="text-xs">{reading.answer}</code>}
      </Banner>
    )
  const { plans, digest } = reading.value
  const isStopped = (at: number) =>
    (plans[at]?.guards.length ?? 0) > 0 || (plans[at]?.steps.length ?? 0) === 0
  const free = changes.filter((_, at) => !isStopped(at))
  const stopped = changes.length - free.length
  const { opened, closed } = opensAndCloses(plans.flatMap(({ effect }) => effect))
  const effect = [
    opened > 0 && `${formatCount(opened, 'connection')} open`,
    closed > 0 && `${formatCount(closed, 'connection')} close`,
  ].filter(Boolean)
  return (
    <section aria-label="Plan of all" className="border-b border-line-strong bg-surface">
      <TogetherPlans plans={plans} changes={changes} isAsking={isAsking} onPlan={next => onPlan(next)} />
      <form
        action={send}
        className="flex flex-wrap items-center gap-2 border-t border-line bg-raised px-5 py-3 max-md:px-4"
      >
        <input type="hidden" name="changes" value={JSON.stringify(changes)} />
        <input type="hidden" name="digest" value={digest} />
        <label htmlFor="together-reason" className="text-xs text-muted">
          Reason
        </label>
        <span className="mr-auto w-64 max-md:w-full">
          <Input
            id="together-reason"
            name="reason"
            size="lg"
            placeholder="Ticket or why"
            maxLength={500}
            value={reason}
            aria-invalid={state.status === 'failed' && state.fields.reason ? true : undefined}
            onChange={event => onReason(event.target.value)}
          />
        </span>
        {stopped > 0 && free.length > 0 && (
          <Button size="lg" busy={isAsking} disabled={isAsking} onClick={() => onPlan(free)}>
            Leave out the {stopped} that {stopped === 1 ? 'is' : 'are'} stopped
          </Button>
        )}
        <SubmitButton busyLabel="Running" disabled={stopped > 0 || isAsking}>
          {stopped > 0
            ? `${stopped} of ${changes.length} ${stopped === 1 ? 'is' : 'are'} stopped`
            : [`Mend ${formatCount(changes.length, 'user')}`, ...effect].join(', ')}
        </SubmitButton>
        {state.status === 'failed' && (
          <div className="w-full">
            <ApplyFailure state={state} title="Not done." />
            {state.fields.reason && <p className="text-xs text-deny">{state.fields.reason}</p>}
          </div>
        )}
      </form>
    </section>
  )
}
