'use client'

import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { SubmitButton } from '@/components/submit-button'
import { toast } from '@/components/ui/announce'
import { Form } from '@/components/ui/form'
import { answered, useServerAction } from '@/components/use-server-action'
import { type ActionState, IDLE } from '@/lib/actions/action-state'
import { endOtherSessionsAction, endSessionAction } from '../actions'

type State = ActionState<unknown>

/** Ends one session, or without an id all but this one; then the list is read again. */
export function EndSessionButton({
  id,
  label,
  children,
}: {
  id?: string
  label: string
  children: ReactNode
}) {
  const router = useRouter()
  const send = async (_previous: State, form: FormData): Promise<State> => {
    const next: State = await answered<unknown>(
      id ? endSessionAction(IDLE, form) : endOtherSessionsAction(IDLE, form),
    )
    if (next.status === 'done') toast('Ended: signed out at the next click, everywhere within seconds')
    if (next.status === 'failed') toast(next.message, 'error')
    router.refresh()
    return next
  }
  const [, action] = useServerAction(send)
  return (
    <Form action={action}>
      {id ? <input type="hidden" name="id" value={id} /> : null}
      <SubmitButton variant="dangerGhost" size="sm" aria-label={label} busyLabel="Ending">
        {children}
      </SubmitButton>
    </Form>
  )
}
