'use client'

import { useRouter } from 'next/navigation'
import { useActionState, useEffect, useState } from 'react'
import { SubmitButton } from '@/components/submit-button'
import { Banner } from '@/components/ui/banner'
import { CodeBlock } from '@/components/ui/code-block'
import { Input } from '@/components/ui/input'
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
        <Steps steps={props.steps} />
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

function Steps({ steps }: { steps: ApplyBarProps['steps'] }) {
  return (
    <ol aria-label="Calls to AWS" className="mt-2 max-h-40 overflow-y-auto text-xs">
      {steps.map((step, index) => (
        <li key={`${step.title} ${step.subject}`} className="flex h-6 items-center gap-4">
          <span className="w-2 text-subtle">{index + 1}</span>
          <span className="w-34 text-muted">{step.title}</span>
          <code className="min-w-0 flex-1 truncate">{step.subject}</code>
          <span className="whitespace-nowrap text-subtle">{step.note}</span>
        </li>
      ))}
    </ol>
  )
}

function Problems({
  problems,
  state,
}: {
  problems: ApplyBarProps['problems']
  state: ActionState<GrantReceipt>
}) {
  const failed = state.status === 'failed' && !state.fields.reason ? state : null
  return (
    <>
      {problems.length > 0 ? (
        <ul className="mt-2 grid gap-1 text-xs text-muted">
          {problems.map(problem => (
            <li key={problem.message}>{problem.message}</li>
          ))}
        </ul>
      ) : null}
      {failed ? (
        <Banner
          tone={failed.code === 'conflict' ? 'warning' : 'error'}
          role="alert"
          title={failed.code === 'conflict' ? 'Not applied.' : 'The grant was not applied.'}
          className="mt-2"
        >
          {failed.message}
          {failed.answer ? <code className="ml-1.5 text-xs break-words">{failed.answer}</code> : null}
        </Banner>
      ) : null}
    </>
  )
}

function ReasonInput({ error }: { error: string | undefined }) {
  const [reason, setReason] = useState('')
  return (
    <span className="w-64">
      <span className="relative block">
        <Input
          id="reason"
          name="reason"
          size="lg"
          aria-label="Reason"
          aria-required
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? 'reason-message' : undefined}
          placeholder="Ticket or why"
          maxLength={500}
          className="pr-16"
          value={reason}
          onChange={event => setReason(event.target.value)}
        />
        <span
          aria-hidden
          className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-xs text-subtle"
        >
          Reason
        </span>
      </span>
      {error ? (
        <span id="reason-message" className="block pt-1 text-xs text-deny">
          {error}
        </span>
      ) : null}
    </span>
  )
}
