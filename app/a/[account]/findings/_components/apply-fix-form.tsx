'use client'

import { useRouter } from 'next/navigation'
import { ReasonInput } from '@/components/reason-input'
import { SubmitButton } from '@/components/submit-button'
import { Banner } from '@/components/ui/banner'
import { Form } from '@/components/ui/form'
import { useServerAction } from '@/components/use-server-action'
import { type ActionState, failureTitle } from '@/lib/actions/action-state'
import type { FixReceipt } from '@/lib/services/findings/apply-fix'
import type { FixPreview } from '@/lib/services/findings/plan-fix'
import { applyFixAction } from '../actions'
import { effectWords } from './fix-words'

interface ApplyFixFormProps {
  preview: Pick<FixPreview, 'findingId' | 'fix' | 'digest' | 'problems'>
  mayApply: boolean
  onDone: (receipt: FixReceipt) => void
  /** Told above the page: the finding may be gone with this form. */
  onConflict: (failure: ActionState<FixReceipt>) => void
}

function Outcome({ state }: { state: ActionState<FixReceipt> }) {
  if (state.status === 'done') {
    const { done, notDone, auditId } = state.value
    const [stopped] = notDone
    if (!stopped) return null
    return (
      <Banner
        tone="error"
        role="alert"
        title={`${done.length} of ${done.length + notDone.length} steps were done.`}
        className="basis-full"
      >
        {stopped.title} {stopped.subject}: {stopped.error}{' '}
        {stopped.answer ? <code className="text-xs break-words">{stopped.answer}</code> : null} What was done
        stays, entry {auditId} in Activity. Look again, then apply what is left.
      </Banner>
    )
  }
  if (state.status !== 'failed' || state.fields.reason || state.code === 'conflict') return null
  return (
    <Banner
      tone="error"
      role="alert"
      title={failureTitle(state, 'The fix was not applied.')}
      className="basis-full"
    >
      {state.message}
      {state.answer ? <code className="ml-1.5 text-xs break-words">{state.answer}</code> : null}
    </Banner>
  )
}

/** Applies what is previewed, and nothing that changed since. */
export function ApplyFixForm({ preview, mayApply, onDone, onConflict }: ApplyFixFormProps) {
  const router = useRouter()
  const send = async (previous: ActionState<FixReceipt>, form: FormData) => {
    const next = await applyFixAction(previous, form)
    if (next.status === 'done' && next.value.notDone.length === 0) onDone(next.value)
    else if (next.status === 'failed' && next.code === 'conflict') onConflict(next)
    // What is on the screen is no longer true: the new preview is the answer.
    else if (next.status === 'done') router.refresh()
    return next
  }
  const [state, action] = useServerAction(send)
  const error = state.status === 'failed' ? state.fields.reason : undefined
  const { findingId, fix, digest, problems } = preview
  const label = mayApply ? `Apply fix, ${effectWords(fix.effect)}` : 'This server does not change policies'
  return (
    <Form action={action} className="contents">
      <Outcome state={state} />
      <input type="hidden" name="findingId" value={findingId} />
      <input type="hidden" name="fixId" value={fix.id} />
      <input type="hidden" name="digest" value={digest} />
      <ReasonInput
        disabled={!mayApply}
        error={error}
        className="max-w-52 min-w-0 flex-1 basis-36 max-md:max-w-full max-md:basis-full"
      />
      <SubmitButton
        busyLabel="Applying"
        disabled={!mayApply || problems.length > 0}
        className="max-md:w-full"
      >
        {problems.length > 0 && mayApply ? 'Not possible yet' : label}
      </SubmitButton>
    </Form>
  )
}
