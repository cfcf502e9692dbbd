'use client'

import { useState } from 'react'
import { Input } from '@/components/ui/input'

interface FixReasonProps {
  id: string
  placeholder: string
  disabled: boolean
  error: string | undefined
  className: string
}

/** Why it is done: kept in Activity, and kept here when the first try is refused. */
export function FixReason({ id, placeholder, disabled, error, className }: FixReasonProps) {
  const [reason, setReason] = useState('')
  return (
    <span className={className}>
      <Input
        name="reason"
        size="lg"
        aria-label="Reason"
        aria-required
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? id : undefined}
        placeholder={placeholder}
        maxLength={500}
        disabled={disabled}
        value={reason}
        onChange={event => setReason(event.target.value)}
      />
      {error ? (
        <span id={id} className="block pt-1 text-xs text-deny">
          {error}
        </span>
      ) : null}
    </span>
  )
}
