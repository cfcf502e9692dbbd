'use client'

import type { ReactNode } from 'react'

export const OPEN_EVENT = 'gatehouse:open'
export type Openable = 'palette' | 'keys'

/** Opens a part of the shell from anywhere on a page. */
export function OpenButton({
  what,
  label,
  className,
  children,
}: {
  what: Openable
  label: string
  className: string
  children: ReactNode
}) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-haspopup="dialog"
      className={className}
      onClick={() => window.dispatchEvent(new CustomEvent<Openable>(OPEN_EVENT, { detail: what }))}
    >
      {children}
    </button>
  )
}
