'use client'

import type { RefObject } from 'react'
import { Field, fieldProps } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { digitsOf } from '@/lib/connect/device-code'

interface MfaCodeFieldProps {
  id: string
  code: string
  field?: RefObject<HTMLInputElement | null>
  error: string | undefined
  hint?: string
  onCode: (code: string) => void
}

/** Without a name: a form that is sent before the page is alive would put it into the address. */
export function MfaCodeField({ id, code, field, error, hint, onCode }: MfaCodeFieldProps) {
  return (
    <Field label="MFA code" htmlFor={id} error={error} hint={hint}>
      <Input
        ref={field}
        {...fieldProps(id, error, hint)}
        size="lg"
        mono
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={event => onCode(digitsOf(event.target.value))}
        className="max-w-40 tracking-[0.2em] max-md:max-w-none"
      />
    </Field>
  )
}
