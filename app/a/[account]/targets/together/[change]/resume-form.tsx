'use client'

import { useRouter } from 'next/navigation'
import { SubmitButton } from '@/components/submit-button'
import { Banner } from '@/components/ui/banner'
import { Form } from '@/components/ui/form'
import { useServerAction } from '@/components/use-server-action'
import { type ActionState, failureTitle } from '@/lib/actions/action-state'
import { formatCount } from '@/lib/format'
import { resumeSwitchesAction } from '../actions'

/** Goes on with what is left, as it was decided. */
export function ResumeForm({ id, left }: { id: string; left: number }) {
  const router = useRouter()
  const send = async (previous: ActionState<{ id: string }>, form: FormData) => {
    const next = await resumeSwitchesAction(previous, form)
    router.refresh()
    return next
  }
  const [state, action] = useServerAction(send)
  return (
    <Form action={action} className="contents">
      <input type="hidden" name="id" value={id} />
      <SubmitButton busyLabel="Reading the account again">{`Resume ${formatCount(left, 'target')}`}</SubmitButton>
      {state.status === 'failed' ? (
        <Banner
          tone="error"
          role="alert"
          title={failureTitle(state, 'Nothing was sent.')}
          className="basis-full"
        >
          {state.message}
        </Banner>
      ) : null}
    </Form>
  )
}
