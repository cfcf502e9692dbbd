'use client'

import type { RefObject } from 'react'
import { fieldProps } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useEarlyChange } from '@/components/use-early-change'
import { MOST_REASON } from '@/lib/most-reason'

interface ReasonFieldProps {
  value: string
  field: RefObject<HTMLInputElement | null>
  required: boolean
  error: string | undefined
  onChange: (value: string) => void
}

export function ReasonField({ value, field, required, error, onChange }: ReasonFieldProps) {
  useEarlyChange(field, value, onChange)
  const hint = required
    ? 'Production needs a reason. It is written to Activity with your name. The token itself is never stored.'
    : 'Written to Activity with your name. The token itself is never stored.'
  return (
    <div className="grid gap-1.5">
      <label htmlFor="reason" className="font-medium">
        Reason or ticket
      </label>
      <Input
        ref={field}
        {...fieldProps('reason', error, hint)}
        name="reason"
        size="lg"
        maxLength={MOST_REASON}
        aria-required={required}
        value={value}
        onChange={event => onChange(event.target.value)}
      />
      <p id="reason-message" className={error ? 'text-xs text-deny' : 'text-xs text-muted'}>
        {error ?? hint}
      </p>
      {value === '' ? (
        <span>
          <button
            type="button"
            onClick={() => onChange('Routine check')}
            className="h-6 rounded-md border border-line-strong px-2 text-xs hover:bg-hover max-md:h-11 max-md:px-3"
          >
            Routine check
          </button>
        </span>
      ) : null}
    </div>
  )
}
