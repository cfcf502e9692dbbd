'use client'

import { useRouter } from 'next/navigation'
import { useActionState, useEffect, useState } from 'react'
import { ApplyFailure } from '@/components/apply-failure'
import { CallList } from '@/components/call-list'
import { ReasonInput } from '@/components/reason-input'
import { SubmitButton } from '@/components/submit-button'
import { CodeBlock } from '@/components/ui/code-block'
import { Segmented } from '@/components/ui/segmented'
import { type ActionState, IDLE } from '@/lib/actions/action-state'
import { formatCount } from '@/lib/format'
import type { GrantPlan, PlanStep } from '@/lib/grants/grant-plan'
import type { GrantReceipt } from '@/lib/services/apply-grant'
import { applyGrantAction } from '../actions'
import { useGrantDraft } from './grant-draft'

type ApplyBarProps = Pick<GrantPlan, 'intent' | 'digest' | 'problems' | 'counts' | 'exports'> & {
  steps: Pick<PlanStep, 'title' | 'subject' | 'note'>[]
  mayGrant: boolean
}

type View = 'apply' | keyof GrantPlan['exports']

const views: { value: View; label: string }[] = [
  { value: 'apply', label: 'Apply' },
  { value: 'cli', label: 'AWS CLI' },
  { value: 'terraform', label: 'Terraform' },
  { value: 'cloudformation', label: 'CloudFormation' },
]

export function ApplyBar(props: ApplyBarProps) {
  const { pending: planning, setReceipt } = useGrantDraft()
  const router = useRouter()
  const [view, setView] = useState<View>('apply')
  const [state, action] = useActionState<ActionState<GrantReceipt>, FormData>(applyGrantAction, IDLE)
  useEffect(() => {
    if (state.status === 'done') setReceipt(state.value)
    // What is on the screen is no longer true: the new plan is the answer.
    if (state.status === 'failed' && state.code === 'conflict') router.refresh()
  }, [state, router, setReceipt])
  if (props.exports.cli === '' && props.problems.length === 0) return null
  const label = buttonLabel(props)
  const blocked = !props.mayGrant || props.problems.length > 0
  return (
    <footer className="border-t border-line bg-surface px-5 py-3 max-sm:hidden">
      <div className="flex items-center gap-3">
        <Segmented
          name="view"
          label="How to apply"
          options={views}
          value={view}
          onChange={event => setView(event.target.value as View)}
        />
        <span className="flex-1" />
        <span className="text-xs text-muted">Every step is written to Activity</span>
      </div>
      {view === 'apply' ? (
        <CallList steps={props.steps} />
      ) : (
        <CodeBlock
          key={view}
          text={props.exports[view]}
          label={views.find(one => one.value === view)?.label ?? ''}
          className="mt-2 max-h-56 overflow-y-auto"
        >
          {props.exports[view]}
        </CodeBlock>
      )}
      <Problems problems={props.problems} state={state} />
      <form action={action} className="mt-3 flex items-start gap-3">
        <input type="hidden" name="intent" value={JSON.stringify(props.intent)} />
        <input type="hidden" name="digest" value={props.digest} />
        <ReasonInput error={state.status === 'failed' ? state.fields.reason : undefined} />
        <span className="flex-1" />
        <SubmitButton disabled={blocked || planning} busyLabel="Applying">
          {label}
        </SubmitButton>
      </form>
    </footer>
  )
}

function buttonLabel({ mayGrant, problems, counts }: ApplyBarProps): string {
  if (!mayGrant) return 'This server does not change policies'
  const [problem] = problems
  if (problem) return problem.message.length <= 44 ? problem.message.replace(/\.$/, '') : 'Not possible yet'
  if (counts.added > 0) return `Apply ${formatCount(counts.added, 'new connection')}`
  if (counts.wakesLater > 0) return `Apply ${formatCount(counts.wakesLater, 'dormant connection')}`
  return 'Apply, nothing new opens'
}

function Problems({
  problems,
  state,
}: {
  problems: ApplyBarProps['problems']
  state: ActionState<GrantReceipt>
}) {
  return (
    <>
      {problems.length > 0 ? (
        <ul className="mt-2 grid gap-1 text-xs text-muted">
          {problems.map(problem => (
            <li key={problem.message}>{problem.message}</li>
          ))}
        </ul>
      ) : null}
      <ApplyFailure state={state} title="The grant was not applied." />
    </>
  )
}
