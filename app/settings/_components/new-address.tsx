'use client'

import { Moment } from '@/components/moment'
import { SubmitButton } from '@/components/submit-button'
import { Banner } from '@/components/ui/banner'
import { CodeBlock } from '@/components/ui/code-block'
import { Form } from '@/components/ui/form'
import { useServerAction } from '@/components/use-server-action'
import { failureTitle } from '@/lib/actions/action-state'
import { makeKeyAction } from '../actions'

/** Shown once, to whoever asked: leaving the page forgets it. */
export function NewAddress() {
  const [state, make] = useServerAction(makeKeyAction)
  return (
    <Form action={make} className="grid gap-3 px-4 py-3">
      {state.status === 'done' ? (
        <>
          <CodeBlock
            text={new URL(state.value.path, window.location.origin).href}
            label="the sign-in address"
          />
          <p className="text-xs text-muted" role="status">
            Open it in the other browser. It works once, until{' '}
            <Moment iso={state.value.expiresAt} now={state.value.expiresAt} />, and is shown only here:
            whoever has it may here what you may, under the name that they give, or yours.
          </p>
        </>
      ) : null}
      {state.status === 'failed' ? (
        <Banner tone="error" role="alert" title={failureTitle(state, 'No address was made.')}>
          {state.message}
        </Banner>
      ) : null}
      <div>
        <SubmitButton variant="secondary" size="md" busyLabel="Making">
          Make a sign-in address for another browser
        </SubmitButton>
      </div>
    </Form>
  )
}
