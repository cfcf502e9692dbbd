'use client'

import { useRouter } from 'next/navigation'
import { Day } from '@/components/moment'
import { ReasonInput } from '@/components/reason-input'
import { SubmitButton } from '@/components/submit-button'
import { toast } from '@/components/ui/announce'
import { Banner } from '@/components/ui/banner'
import { Form } from '@/components/ui/form'
import { useServerAction } from '@/components/use-server-action'
import type { ActionState } from '@/lib/actions/action-state'
import type { FindingPage } from '@/lib/services/findings/get-finding'
import { suppressFindingAction } from '../actions'

type Accepted = { auditId: string; until: string | null }

interface AcceptedNoteProps {
  findingId: string
  suppression: NonNullable<FindingPage['suppression']>
  mayOpen: boolean
  now: string
}

/** Who answers for it, until when, and the way back. */
export function AcceptedNote({ findingId, suppression, mayOpen, now }: AcceptedNoteProps) {
  const router = useRouter()
  const send = async (previous: ActionState<Accepted>, form: FormData) => {
    const next = await suppressFindingAction(previous, form)
    if (next.status === 'done') {
      toast('The finding is open again')
      router.refresh()
    }
    return next
  }
  const [state, action] = useServerAction(send)
  const { acceptedBy, acceptedAt, until, reason } = suppression
  const error = state.status === 'failed' ? (state.fields.reason ?? state.message) : undefined
  return (
    <Banner
      title={
        <>
          Accepted until <Day iso={until} now={now} />.
        </>
      }
    >
      {acceptedBy} on <Day iso={acceptedAt} now={now} />: {reason}
      {mayOpen ? (
        <Form action={action} className="mt-2 flex flex-wrap items-start gap-2">
          <input type="hidden" name="findingId" value={findingId} />
          <input type="hidden" name="until" value="" />
          <ReasonInput error={error} placeholder="Why it is open again" />
          <SubmitButton variant="secondary" busyLabel="Opening">
            Open again
          </SubmitButton>
        </Form>
      ) : null}
    </Banner>
  )
}
