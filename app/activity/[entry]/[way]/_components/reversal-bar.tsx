'use client'

import { useRouter } from 'next/navigation'
import { ApplyFailure } from '@/components/apply-failure'
import { PlanCalls } from '@/components/plan-calls'
import { ReasonInput } from '@/components/reason-input'
import { SubmitButton } from '@/components/submit-button'
import { Form } from '@/components/ui/form'
import { useServerAction } from '@/components/use-server-action'
import type { ActionState } from '@/lib/actions/action-state'
import type { PlanStep } from '@/lib/grants/grant-plan'
import type { ReversalKind } from '@/lib/grants/steps/step-progress'
import type { ReversalReceipt } from '@/lib/services/reversals/apply-reversal'
import { applyReversalAction } from '../actions'
import { useReceipt } from './reversal-receipt'
import { reversalLabel, WORDS } from './reversal-words'

interface ReversalBarProps {
  auditId: number
  kind: ReversalKind
  digest: string
  steps: Pick<PlanStep, 'title' | 'subject' | 'note'>[]
  cli: string
  problems: string[]
  /** Why it cannot be done, or not by this server; null: it can. */
  stopped: string | null
  counts: { added: number; removed: number; changed: number }
}

/** Does what is previewed, and nothing that changed since. */
export function ReversalBar(props: ReversalBarProps) {
  const { auditId, kind, digest, steps, cli, problems, stopped, counts } = props
  const router = useRouter()
  const showReceipt = useReceipt()
  const send = async (previous: ActionState<ReversalReceipt>, form: FormData) => {
    const next = await applyReversalAction(previous, form)
    if (next.status === 'done') showReceipt(next.value)
    // What is on the screen is no longer true: the new plan is the answer.
    if (next.status === 'failed' && next.code === 'conflict') router.refresh()
    return next
  }
  const [state, action] = useServerAction(send)
  return (
    <footer className="border-t border-line bg-surface px-5 py-3 max-sm:hidden">
      {steps.length > 0 ? (
        <PlanCalls
          label="How to do it"
          here={WORDS[kind].title}
          steps={steps}
          texts={[{ name: 'AWS CLI', text: cli }]}
        />
      ) : null}
      {problems.map(problem => (
        <p key={problem} className="mt-2 text-xs text-muted">
          {problem}
        </p>
      ))}
      <ApplyFailure state={state} title={WORDS[kind].nothing} />
      <Form action={action} className="mt-3 flex items-start gap-3">
        <input type="hidden" name="auditId" value={auditId} />
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="digest" value={digest} />
        <ReasonInput error={state.status === 'failed' ? state.fields.reason : undefined} />
        <span className="flex-1" />
        <SubmitButton disabled={stopped !== null} busyLabel={WORDS[kind].busy}>
          {stopped ?? reversalLabel(kind, counts)}
        </SubmitButton>
      </Form>
    </footer>
  )
}
