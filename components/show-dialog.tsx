'use client'

import type { ReactNode } from 'react'
import { buttonClass } from './ui/button'
import { Dialog, DialogContent, DialogTrigger } from './ui/dialog'

/** A button that shows something more, made by the server, over the page. */
export function ShowDialog({
  label,
  title,
  description,
  variant = 'ghost',
  size = 'sm',
  width = 'md',
  children,
}: {
  label: ReactNode
  title: ReactNode
  description?: ReactNode
  variant?: 'ghost' | 'secondary'
  size?: 'sm' | 'md'
  width?: 'sm' | 'md' | 'lg'
  children: ReactNode
}) {
  return (
    <Dialog>
      <DialogTrigger className={buttonClass({ variant, size }, variant === 'ghost' ? 'text-fg!' : undefined)}>
        {label}
      </DialogTrigger>
      <DialogContent title={title} description={description} width={width}>
        {children}
      </DialogContent>
    </Dialog>
  )
}
