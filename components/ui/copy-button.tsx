'use client'

import { Check, Copy } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { announce } from './announce'
import { buttonClass } from './button'
import { classNames } from './class-names'

interface CopyButtonProps {
  /** Always the full text. */
  text: string
  /** What is copied: `Copy the resource id`. */
  label: string
  /** Words beside the icon; without them it is an icon alone. */
  children?: ReactNode
  variant?: 'primary' | 'secondary' | 'ghost'
  size?: 'sm' | 'md' | 'lg' | 'iconSm'
  className?: string
  onCopied?: () => void
}

function CopyButton({
  text,
  label,
  children,
  variant = 'ghost',
  size,
  className,
  onCopied,
}: CopyButtonProps) {
  const [state, setState] = useState<'rest' | 'copied' | 'failed'>('rest')
  useEffect(() => {
    if (state === 'rest') return
    const timer = setTimeout(() => setState('rest'), 1_500)
    return () => clearTimeout(timer)
  }, [state])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
      announce('Copied')
      onCopied?.()
    } catch {
      setState('failed')
      announce('The browser did not allow copying')
    }
  }
  const Icon = state === 'copied' ? Check : Copy
  return (
    <button
      data-slot="copy-button"
      type="button"
      aria-label={children ? undefined : label}
      title={state === 'failed' ? 'The browser did not allow copying' : label}
      onClick={copy}
      className={buttonClass(
        { variant, size: size ?? (children ? 'md' : 'iconSm') },
        classNames(state === 'copied' && variant === 'ghost' && 'text-ok', className),
      )}
    >
      <Icon aria-hidden size={14} strokeWidth={1.5} />
      {children ? (
        // Both words in one place: what stands beside the button does not move under the pointer.
        <span className="grid place-items-center *:[grid-area:1/1]">
          <span className={state === 'copied' ? 'invisible' : undefined}>{children}</span>
          {state === 'copied' ? <span>Copied</span> : null}
        </span>
      ) : null}
    </button>
  )
}

export { CopyButton }
