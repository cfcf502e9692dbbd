'use client'

import { useId, useState } from 'react'
import { MOST_REASON } from '@/lib/most-reason'
import { useFieldError } from './ui/form'
import { Input } from './ui/input'

interface ReasonInputProps {
  error: string | undefined
  /** Where it outlives this field. */
  kept?: { reason: string; onReason: (reason: string) => void }
  /** Of another than a ticket: what is asked for. */
  placeholder?: string
  disabled?: boolean
  className?: string
}

/** Why a change is made: every form that writes asks for it. */
export function ReasonInput({
  error,
  kept,
  placeholder = 'Ticket or why',
  disabled = false,
  className = 'w-64',
}: ReasonInputProps) {
  const id = useId()
  const [own, setOwn] = useState('')
  const { reason, onReason } = kept ?? { reason: own, onReason: setOwn }
  const wrong = useFieldError('reason', error)
  return (
    <span className={className}>
      <span className="relative block">
        <Input
          id={id}
          name="reason"
          size="lg"
          aria-label="Reason"
          aria-required
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong ? `${id}-message` : undefined}
          placeholder={placeholder}
          maxLength={MOST_REASON}
          disabled={disabled}
          className="pr-16"
          value={reason}
          onChange={event => onReason(event.target.value)}
        />
        <span
          aria-hidden
          className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-xs text-subtle"
        >
          Reason
        </span>
      </span>
      {reason.length >= MOST_REASON ? (
        <span className="block pt-1 text-xs text-muted">
          {MOST_REASON} characters are the most that is kept.
        </span>
      ) : null}
      {wrong ? (
        <span id={`${id}-message`} role="alert" className="block pt-1 text-xs text-deny">
          {wrong}
        </span>
      ) : null}
    </span>
  )
}
