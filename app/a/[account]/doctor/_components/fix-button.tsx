'use client'

import { Button, ButtonLink } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import type { RowFix } from './doctor-row'
import { SIGNER_FIELD } from './field-ids'

interface FixButtonProps {
  fix: RowFix
  /** At most one on the page. */
  primary: boolean
  className?: string
  onPasteToken: () => void
}

/** A plan, words for whoever may, a line to copy, or the field: nothing is written from here. */
export function FixButton({ fix, primary, className, onPasteToken }: FixButtonProps) {
  const variant = primary ? 'primary' : 'secondary'
  const extra = className ? { className } : {}
  switch (fix.kind) {
    case 'plan':
      return (
        <ButtonLink href={fix.href} variant={variant} {...extra}>
          {fix.label}
        </ButtonLink>
      )
    case 'ask':
    case 'copy':
      return (
        <CopyButton
          text={fix.text}
          label={fix.kind === 'ask' ? 'Copies the words to send' : 'Copies it'}
          variant={variant}
          {...extra}
        >
          {fix.label}
        </CopyButton>
      )
    case 'saySigner':
      return (
        <Button variant={variant} onClick={() => document.getElementById(SIGNER_FIELD)?.focus()} {...extra}>
          {fix.label}
        </Button>
      )
    case 'pasteToken':
      return (
        <Button variant={variant} onClick={onPasteToken} {...extra}>
          {fix.label}
        </Button>
      )
  }
}
