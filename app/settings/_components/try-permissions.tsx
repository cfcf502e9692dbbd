'use client'

import { SubmitButton } from '@/components/submit-button'
import { Banner } from '@/components/ui/banner'
import { Form } from '@/components/ui/form'
import { useServerAction } from '@/components/use-server-action'
import { failureTitle } from '@/lib/actions/action-state'
import { tryPermissionsAction } from '../actions'
import { TriedPermissions } from './tried-permissions'

/** Asks AWS for each permission, when somebody wants to know. */
export function TryPermissions() {
  const [state, ask] = useServerAction(tryPermissionsAction)
  return (
    <Form action={ask} className="grid gap-3 border-b border-line px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <SubmitButton variant="secondary" size="md" busyLabel="Trying">
          Try each permission
        </SubmitButton>
        <span className="text-xs text-muted">
          Reading is really tried, in one Region. Changes are only asked of AWS's policy simulator: nothing is
          changed.
        </span>
      </div>
      {state.status === 'failed' ? (
        <Banner tone="error" role="alert" title={failureTitle(state, 'Nothing was tried.')}>
          {state.message}
        </Banner>
      ) : null}
      {state.status === 'done' ? <TriedPermissions policies={state.value} /> : null}
    </Form>
  )
}
