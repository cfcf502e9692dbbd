'use client'

import { useEffect, useRef } from 'react'
import { ApplyFailure } from '@/components/apply-failure'
import { ReasonInput } from '@/components/reason-input'
import { SubmitButton } from '@/components/submit-button'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Form } from '@/components/ui/form'
import { useServerAction } from '@/components/use-server-action'
import { formatCount } from '@/lib/format'
import { applyMendsAction } from '../actions'
import { opensAndCloses } from './change-words'
import { PolicyMends } from './policy-mends'
import { TogetherPlans } from './together-plans'
import { TogetherReport } from './together-report'
import type { ChosenMends, useMendsPlan } from './use-mends-plan'

interface MendsTogetherProps {
  planned: NonNullable<ReturnType<typeof useMendsPlan>['planned']>
  isAsking: boolean
  onPlan: (mends: ChosenMends) => void
  onDone: () => void
  /** Held by the desk: another plan must not cost the words. */
  reason: string
  onReason: (reason: string) => void
}

/** One plan for all of them, applied as one change whose parts have an entry each; then what came of each. */
export function MendsTogether({ planned, isAsking, onPlan, onDone, reason, onReason }: MendsTogetherProps) {
  const [state, send] = useServerAction(applyMendsAction)
  const { mends, reading } = planned
  const seen = useRef(state)
  useEffect(() => {
    if (seen.current === state) return
    seen.current = state
    if (state.status === 'failed' && state.code === 'conflict') onPlan(mends)
  }, [state, onPlan, mends])
  if (state.status === 'done') return <TogetherReport outcomes={state.value.outcomes} onDone={onDone} />
  if (!reading.ok)
    return (
      <Banner tone="error" role="alert" className="mx-5 mt-3 max-md:mx-4">
        {reading.message} {reading.answer && <code className="text-xs">{reading.answer}</code>}
      </Banner>
    )
  const { changes, grants } = mends
  const { plans, policies, gone, digest } = reading.value
  const isStopped = (at: number) =>
    (plans[at]?.guards.length ?? 0) > 0 || (plans[at]?.steps.length ?? 0) === 0
  const halted = policies.filter(({ problem }) => problem !== null)
  const unmade = changes.filter((_, at) => isStopped(at))
  // A grant that is to name a user that cannot be made would name nobody.
  const isHalted = ({ resourceId, databaseUser, to }: ChosenMends['grants'][number]) =>
    gone.includes(databaseUser) ||
    unmade.some(({ target, intent }) => target.resourceId === resourceId && intent.user.name === to) ||
    halted.some(policy =>
      policy.mends.some(one => one.resourceId === resourceId && one.databaseUser === databaseUser),
    )
  const free = {
    changes: changes.filter((_, at) => !isStopped(at)),
    grants: grants.filter(grant => !isHalted(grant)),
  }
  const asked = changes.length + grants.length
  const stopped = asked - free.changes.length - free.grants.length
  const cells = policies.flatMap(policy => policy.cells)
  const { opened, closed } = opensAndCloses([
    ...plans.flatMap(one => one.effect),
    ...cells.flatMap(({ before, after }) => (after === null ? [] : [{ before, after }])),
  ])
  const what = [
    changes.length > 0 && formatCount(changes.length, 'user'),
    policies.length > 0 && formatCount(policies.length, 'policy', 'policies'),
  ].filter(Boolean)
  const effect = [
    opened > 0 && `${formatCount(opened, 'connection')} open`,
    closed > 0 && `${formatCount(closed, 'connection')} close`,
  ].filter(Boolean)
  return (
    <section aria-label="Plan of all" className="border-b border-line-strong bg-surface">
      <TogetherPlans
        plans={plans}
        changes={changes}
        isAsking={isAsking}
        onPlan={next => onPlan({ changes: next, grants })}
      />
      <PolicyMends policies={policies} />
      {gone.length > 0 && (
        <p className="border-b border-line px-5 py-2 text-xs text-cond max-md:px-4">
          No policy names {gone.join(', ')} any more: that was mended already.
        </p>
      )}
      <Form
        action={send}
        className="flex flex-wrap items-center gap-2 border-t border-line bg-raised px-5 py-3 max-md:px-4"
      >
        <input type="hidden" name="changes" value={JSON.stringify(changes)} />
        <input type="hidden" name="grants" value={JSON.stringify(grants)} />
        <input type="hidden" name="digest" value={digest} />
        <ReasonInput
          error={state.status === 'failed' ? state.fields.reason : undefined}
          kept={{ reason, onReason }}
          className="mr-auto w-64 max-md:w-full"
        />
        {stopped > 0 && stopped < asked && (
          <Button size="lg" busy={isAsking} disabled={isAsking} onClick={() => onPlan(free)}>
            Leave out the {stopped} that {stopped === 1 ? 'is' : 'are'} stopped
          </Button>
        )}
        <SubmitButton busyLabel="Running" disabled={stopped > 0 || isAsking}>
          {stopped > 0
            ? `${stopped} of ${asked} ${stopped === 1 ? 'is' : 'are'} stopped`
            : [`Mend ${what.join(' and ')}`, ...effect].join(', ')}
        </SubmitButton>
        {state.status === 'failed' && (
          <div className="w-full">
            <ApplyFailure state={state} title="Not done." />
          </div>
        )}
      </Form>
    </section>
  )
}
