'use client'

import { useState } from 'react'
import { SubmitButton } from '@/components/submit-button'
import { toast } from '@/components/ui/announce'
import { Banner } from '@/components/ui/banner'
import { Button, buttonClass } from '@/components/ui/button'
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog'
import { Form, FormField } from '@/components/ui/form'
import { useServerAction } from '@/components/use-server-action'
import { type ActionState, failureTitle } from '@/lib/actions/action-state'
import { MOST_REASON } from '@/lib/most-reason'
import { suppressFindingAction } from '../actions'

type Accepted = { auditId: string; until: string | null }

interface AcceptDialogProps {
  findingId: string
  title: string
  /** `2026-11-23`: today, the server's, in UTC. */
  today: string
  mayAccept: boolean
  onDone: () => void
}

const NO_DAY: ActionState<Accepted> = {
  status: 'failed',
  code: 'invalid',
  message: 'Choose a day.',
  fields: { until: 'Choose a day, at most a year from now.' },
  answer: null,
  missingAction: null,
  unread: null,
  errorId: null,
}

const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** Somebody answers for it until a day; then it is open again by itself. */
export function AcceptDialog({ findingId, title, today, mayAccept, onDone }: AcceptDialogProps) {
  const [open, setOpen] = useState(false)
  const send = async (previous: ActionState<Accepted>, form: FormData) => {
    // Without a day it would be shown again: that is another wish.
    if (!form.get('until')) return NO_DAY
    const next = await suppressFindingAction(previous, form)
    if (next.status === 'done') {
      setOpen(false)
      toast(`Accepted, entry ${next.value.auditId} in Activity`)
      onDone()
    }
    return next
  }
  const [state, action] = useServerAction(send)
  const failed = state.status === 'failed' ? state : null
  const fields = failed?.fields ?? {}
  if (!mayAccept) return null
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger className={buttonClass({ variant: 'ghost', size: 'lg' })}>Accept until…</DialogTrigger>
      <DialogContent
        width="sm"
        title="Accept this finding"
        description={`${title}. It leaves the open findings and comes back by itself after the day.`}
      >
        <Form action={action} className="grid gap-4 p-5">
          <input type="hidden" name="findingId" value={findingId} />
          <FormField
            label="Until, at most a year"
            id="until"
            name="until"
            error={fields.until}
            type="date"
            size="lg"
            aria-required
            min={dayAfter(today, 0)}
            max={dayAfter(today, 365)}
            defaultValue={dayAfter(today, 90)}
          />
          <FormField
            label="Reason"
            id="accept-reason"
            name="reason"
            error={fields.reason}
            size="lg"
            aria-required
            maxLength={MOST_REASON}
            placeholder="Ticket or why"
          />
          {failed && Object.keys(fields).length === 0 ? (
            <Banner tone="error" role="alert" title={failureTitle(failed, 'Not accepted.')}>
              {failed.message}
            </Banner>
          ) : null}
          <div className="flex justify-end gap-2">
            <Button size="lg" onClick={() => setOpen(false)}>
              Cancel
            </Button>
            <SubmitButton busyLabel="Accepting">Accept until that day</SubmitButton>
          </div>
        </Form>
      </DialogContent>
    </Dialog>
  )
}
