'use client'

import type { ComponentProps } from 'react'
import { useFormStatus } from 'react-dom'
import { Button } from './ui/button'

/** Sends the form around it; while it is on its way the arc turns and a second click does nothing. */
export function SubmitButton({
  children,
  busyLabel,
  variant = 'primary',
  size = 'lg',
  disabled = false,
  ...props
}: ComponentProps<typeof Button> & { busyLabel?: string }) {
  const { pending } = useFormStatus()
  return (
    <Button
      type="submit"
      variant={variant}
      size={size}
      busy={pending}
      disabled={disabled || pending}
      {...props}
    >
      {pending && busyLabel ? busyLabel : children}
    </Button>
  )
}
