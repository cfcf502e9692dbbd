'use client'

import { useRouter } from 'next/navigation'
import { ApplyFailure } from '@/components/apply-failure'
import { ReasonInput } from '@/components/reason-input'
import { SubmitButton } from '@/components/submit-button'
import { Form } from '@/components/ui/form'
import { useServerAction } from '@/components/use-server-action'
import type { ActionState } from '@/lib/actions/action-state'
import { routes } from '@/lib/routes'
import { leaveAsIsAction } from '../actions'

/** For an interrupted change that somebody has dealt with elsewhere: it is closed with what stands now. */
export function LeaveAsIs({ auditId }: { auditId: number }) {
  const router = useRouter()
  const send = async (previous: ActionState<{ auditId: string }>, form: FormData) => {
    const next = await leaveAsIsAction(previous, form)
    if (next.status === 'done') {
      router.push(routes.activity({ days: 'all', entry: next.value.auditId }))
      // The frame too: its banner is about what was just closed.
      router.refresh()
    }
    return next
  }
  const [state, action] = useServerAction(send)
  return (
    <footer className="border-t border-line bg-surface px-5 py-3 max-sm:hidden">
      <p className="text-xs text-muted">
        The entry can be closed with what stands in AWS now. Nothing is written there.
      </p>
      <ApplyFailure state={state} title="Nothing was closed." />
      <Form action={action} className="mt-3 flex items-start gap-3">
        <input type="hidden" name="auditId" value={auditId} />
        <ReasonInput error={state.status === 'failed' ? state.fields.reason : undefined} />
        <span className="flex-1" />
        <SubmitButton busyLabel="Closing">Leave it as it is</SubmitButton>
      </Form>
    </footer>
  )
}
