'use client'

import type { ComponentProps } from 'react'
import { useFormStatus } from 'react-dom'
import { Button } from './ui/button'
import { useStarted } from './use-started'

/**
 * Sends the form around it; while it is on its way the arc turns and a second click does nothing. Before the page has
 * started it cannot be pressed: React keeps such a press and sends it whenever the scripts come, as the form was then.
 */
export function SubmitButton({
  children,
  busyLabel,
  variant = 'primary',
  size = 'lg',
  disabled = false,
  ...props
}: ComponentProps<typeof Button> & { busyLabel?: string }) {
  const { pending } = useFormStatus()
  const started = useStarted()
  return (
    <Button
      type="submit"
      variant={variant}
      size={size}
      busy={pending}
      disabled={disabled || pending || !started}
      {...props}
    >
      {pending && busyLabel ? busyLabel : children}
    </Button>
  )
}
