'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useKeepOutcome } from '@/components/outcome-desk'
import { PlanSteps } from '@/components/plan-steps'
import { ReasonInput } from '@/components/reason-input'
import { SubmitButton } from '@/components/submit-button'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { Form } from '@/components/ui/form'
import { useAccount } from '@/components/use-account'
import { useServerAction } from '@/components/use-server-action'
import { type ActionState, failureTitle } from '@/lib/actions/action-state'
import type { FixEffect } from '@/lib/findings/finding'
import { formatCount } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { FixesReceipt } from '@/lib/services/findings/apply-fixes'
import { effectWords } from '../../_components/fix-words'
import { applyFixesAction } from '../../actions'

interface ApplyTogetherProps {
  rule: string
  fixId: string
  findingIds: string[]
  effect: FixEffect
  digest: string
  mayApply: boolean
}

const isDone = ({ state }: FixesReceipt['outcomes'][number]) => state === 'done'

function entriesWords({ outcomes }: FixesReceipt): string {
  const entries = outcomes.flatMap(({ auditId }) => auditId ?? [])
  const [first, last] = [entries[0], entries.at(-1)]
  if (first === undefined) return 'Nothing was recorded'
  return first === last ? `entry ${first} in Activity` : `entries ${first} to ${last} in Activity`
}

/** What was left undone stays listed below with its reason, to be applied again. */
function Left({ receipt }: { receipt: FixesReceipt }) {
  const { outcomes } = receipt
  const left = outcomes.filter(outcome => !isDone(outcome))
  return (
    <div role="alert" className="basis-full rounded-md border border-deny-line bg-deny-tint px-3 py-2">
      <p className="mb-2">
        <span className="font-semibold">
          {outcomes.length - left.length} of {formatCount(outcomes.length, 'finding')} fixed.
        </span>{' '}
        <span className="text-muted">What is left stays listed; {entriesWords(receipt)}.</span>
      </p>
      <div className="max-h-48 overflow-y-auto">
        <PlanSteps
          label="Not fixed"
          steps={left.map(({ findingId, subject, state, error, answer }) => ({
            id: findingId,
            state: state === 'notTried' ? 'todo' : 'failed',
            title: subject,
            detail: (
              <>
                {error} {answer ? <code className="text-xs break-words">{answer}</code> : null}
              </>
            ),
          }))}
        />
      </div>
    </div>
  )
}

/** In the place of the list, until the person moves on. */
function AllFixed({ receipt }: { receipt: FixesReceipt }) {
  const account = useAccount()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const { outcomes } = receipt
  return (
    <section className="mx-auto w-full max-w-160 px-5 py-8 max-md:px-4">
      <h2 ref={heading} tabIndex={-1} className="mb-5 text-xl font-semibold outline-none">
        {formatCount(outcomes.length, 'finding')} fixed, {entriesWords(receipt)}
      </h2>
      <PlanSteps
        label="Fixed"
        steps={outcomes.map(({ findingId, subject }) => ({ id: findingId, state: 'done', title: subject }))}
      />
      <div className="mt-6 flex flex-wrap gap-2">
        <ButtonLink size="lg" href={routes.findings(account)}>
          Show what is open
        </ButtonLink>
      </div>
    </section>
  )
}

function Outcome({ state }: { state: ActionState<FixesReceipt> }) {
  if (state.status === 'done' && !state.value.outcomes.every(isDone)) return <Left receipt={state.value} />
  if (state.status !== 'failed' || state.fields.reason || state.code === 'conflict') return null
  return (
    <Banner
      tone="error"
      role="alert"
      title={failureTitle(state, 'Nothing was applied.')}
      className="basis-full"
    >
      {state.message}
      {state.answer ? <code className="ml-1.5 text-xs break-words">{state.answer}</code> : null}
    </Banner>
  )
}

/** One reason for all of them; what is applied is what the preview says, or nothing. */
export function ApplyTogether({ rule, fixId, findingIds, effect, digest, mayApply }: ApplyTogetherProps) {
  const router = useRouter()
  const keep = useKeepOutcome()
  const send = async (previous: ActionState<FixesReceipt>, form: FormData) => {
    const next = await applyFixesAction(previous, form)
    if (next.status === 'done' && next.value.outcomes.every(isDone))
      keep({ receipt: <AllFixed receipt={next.value} /> })
    if (next.status === 'failed' && next.code === 'conflict') keep({ failure: next })
    // What is on the screen is no longer true, whatever came of it.
    if (next.status === 'done' || (next.status === 'failed' && next.code === 'conflict')) router.refresh()
    return next
  }
  const [state, action] = useServerAction(send)
  const error = state.status === 'failed' ? state.fields.reason : undefined
  const count = findingIds.length
  const label = `Apply ${formatCount(count, 'fix', 'fixes')}, ${effectWords(effect)}`
  return (
    <Form
      action={action}
      className="flex shrink-0 flex-wrap items-start gap-2 border-t border-line bg-surface px-5 py-3 max-sm:hidden"
    >
      <Outcome state={state} />
      <input type="hidden" name="rule" value={rule} />
      <input type="hidden" name="fixId" value={fixId} />
      <input type="hidden" name="digest" value={digest} />
      {findingIds.map(id => (
        <input key={id} type="hidden" name="findingIds" value={id} />
      ))}
      <ReasonInput
        placeholder="Why, for all of them"
        disabled={!mayApply}
        error={error}
        className="max-w-72 min-w-0 flex-1 basis-40"
      />
      <SubmitButton busyLabel="Applying one after the other" disabled={!mayApply || count === 0}>
        {!mayApply ? 'This server does not change policies' : count === 0 ? 'Nothing is chosen' : label}
      </SubmitButton>
    </Form>
  )
}
