'use client'

import { useId, useState } from 'react'
import { Input } from './ui/input'

/** Why a change is made: every form that writes to AWS asks for it. */
export function ReasonInput({ error }: { error: string | undefined }) {
  const id = useId()
  const [reason, setReason] = useState('')
  return (
    <span className="w-64">
      <span className="relative block">
        <Input
          id={id}
          name="reason"
          size="lg"
          aria-label="Reason"
          aria-required
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-message` : undefined}
          placeholder="Ticket or why"
          maxLength={500}
          className="pr-16"
          value={reason}
          onChange={event => setReason(event.target.value)}
        />
        <span
          aria-hidden
          className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-xs text-subtle"
        >
          Reason
        </span>
      </span>
      {error ? (
        <span id={`${id}-message`} className="block pt-1 text-xs text-deny">
          {error}
        </span>
      ) : null}
    </span>
  )
}
