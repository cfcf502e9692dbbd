'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { ApplyFailure } from '@/components/apply-failure'
import { PlanCalls } from '@/components/plan-calls'
import { ReasonInput } from '@/components/reason-input'
import { SubmitButton } from '@/components/submit-button'
import { Form } from '@/components/ui/form'
import { useServerAction } from '@/components/use-server-action'
import type { ActionState } from '@/lib/actions/action-state'
import { formatCount, formatNumber } from '@/lib/format'
import type { GrantPlan, PlanStep } from '@/lib/grants/grant-plan'
import type { UserQuestion } from '@/lib/services/databases/user-plan-now'
import type { GrantReceipt } from '@/lib/services/grants/apply-grant'
import { applyGrantAction } from '../actions'
import { useGrantDraft } from './grant-draft'

type ApplyBarProps = Pick<GrantPlan, 'intent' | 'digest' | 'problems' | 'counts' | 'patterns' | 'exports'> & {
  steps: Pick<PlanStep, 'title' | 'subject' | 'note'>[]
  users: UserQuestion[]
  mayGrant: boolean
  isOld?: boolean | undefined
  /** Asks for the new plan; the page, where nothing is said. */
  onConflict?: (() => void) | undefined
}

const textsOf = ({ cli, terraform, cloudformation }: GrantPlan['exports']) => [
  { name: 'AWS CLI', text: cli },
  { name: 'Terraform', text: terraform },
  { name: 'CloudFormation', text: cloudformation },
]

export function ApplyBar(props: ApplyBarProps) {
  const { pending: planning, setReceipt } = useGrantDraft()
  const router = useRouter()
  const [state, action] = useServerAction(applyGrantAction)
  const conflict = useRef(props.onConflict)
  useEffect(() => {
    conflict.current = props.onConflict
  })
  useEffect(() => {
    if (state.status === 'done') setReceipt(state.value)
    // What is on the screen is no longer true: the new plan is the answer.
    if (state.status === 'failed' && state.code === 'conflict') (conflict.current ?? router.refresh)()
  }, [state, router, setReceipt])
  if (props.exports.cli === '' && props.problems.length === 0)
    // Somebody else granted it meanwhile: nothing is left to apply, and why this was not is still to be said.
    return state.status === 'failed' ? (
      <footer className="border-t border-line bg-surface px-5 py-3 max-sm:hidden">
        <Problems problems={[]} state={state} />
      </footer>
    ) : null
  const label = buttonLabel(props)
  const blocked = !props.mayGrant || props.problems.length > 0
  return (
    <footer className="border-t border-line bg-surface px-5 py-3 max-sm:hidden">
      {props.exports.terraform === '' ? null : (
        <PlanCalls label="How to apply" here="Apply" steps={props.steps} texts={textsOf(props.exports)} />
      )}
      <Problems problems={props.problems} state={state} />
      <Form action={action} className="mt-3 flex items-start gap-3">
        <input type="hidden" name="intent" value={JSON.stringify(sentIntent(props.intent))} />
        {props.users.length > 0 && <input type="hidden" name="users" value={JSON.stringify(props.users)} />}
        <input type="hidden" name="digest" value={props.digest} />
        <ReasonInput error={state.status === 'failed' ? state.fields.reason : undefined} />
        <span className="flex-1" />
        <SubmitButton disabled={blocked || planning || props.isOld} busyLabel="Applying">
          {label}
        </SubmitButton>
      </Form>
    </footer>
  )
}

/** The server reads out of a text what it names: there may be more than a form could send. */
const sentIntent = (intent: GrantPlan['intent']) =>
  intent.document === undefined ? intent : { ...intent, connections: [] }

function buttonLabel({ mayGrant, problems, counts, patterns }: ApplyBarProps): string {
  if (!mayGrant) return 'This server does not change policies'
  const [problem] = problems
  if (problem) return problem.message.length <= 44 ? problem.message.replace(/\.$/, '') : 'Not possible yet'
  const opens = [
    ...(counts.added > 0 ? [formatCount(counts.added, 'new connection')] : []),
    ...(counts.added === 0 && counts.wakesLater > 0
      ? [formatCount(counts.wakesLater, 'dormant connection')]
      : []),
    ...(patterns.opened > 0 ? [formatCount(patterns.opened, 'pattern')] : []),
  ].join(' and ')
  const closes = [
    ...(counts.removed > 0 ? [formatNumber(counts.removed)] : []),
    ...(patterns.closed > 0 ? [formatCount(patterns.closed, 'pattern')] : []),
  ]
  if (opens) return `Apply ${opens}${closes.length > 0 ? `, remove ${closes.join(' and ')}` : ''}`
  if (counts.removed > 0) return `Remove ${formatCount(counts.removed, 'connection')}`
  if (patterns.closed > 0) return `Remove ${formatCount(patterns.closed, 'pattern')}`
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
