'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { buttonClass } from './button'
import { classNames } from './class-names'

const Dialog = Base.Root
const DialogTrigger = Base.Trigger

const widths = {
  sm: 'md:w-[420px]',
  md: 'md:w-[560px]',
  lg: 'md:w-[702px]',
  xl: 'md:w-[860px]',
  wide: 'md:w-[min(930px,94vw)]',
} as const

const places = {
  centre:
    'inset-x-0 bottom-0 top-12 md:inset-auto md:top-[6vh] md:left-1/2 md:max-h-[88vh] md:-translate-x-1/2 md:rounded-xl data-starting-style:translate-y-2 data-ending-style:translate-y-2 max-md:rounded-t-xl',
  side: 'inset-y-0 right-0 max-md:left-0 data-starting-style:translate-x-2 data-ending-style:translate-x-2',
} as const

interface DialogContentProps extends Omit<ComponentProps<typeof Base.Popup>, 'title'> {
  title: ReactNode
  description?: ReactNode
  footer?: ReactNode
  width?: keyof typeof widths
  place?: keyof typeof places
}

/** Title, scrolling middle, sticky footer. Below 896 px it is a full-height sheet. */
function DialogContent({
  title,
  description,
  footer,
  width = 'md',
  place = 'centre',
  className,
  children,
  ...props
}: DialogContentProps) {
  return (
    <Base.Portal>
      <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-180 data-ending-style:opacity-0 data-ending-style:duration-100 data-starting-style:opacity-0" />
      <Base.Popup
        data-slot="dialog"
        className={classNames(
          'fixed z-50 flex flex-col overflow-hidden bg-raised text-fg shadow-dialog outline-none transition-[opacity,transform,translate] duration-180 ease-out data-ending-style:opacity-0 data-ending-style:duration-100 data-starting-style:opacity-0',
          places[place],
          widths[width],
          className,
        )}
        {...props}
      >
        <header className="flex items-start gap-3 border-b border-line px-5 py-3.5">
          <div className="min-w-0 flex-1">
            <Base.Title className="text-lg font-semibold">{title}</Base.Title>
            {description ? (
              <Base.Description render={<div />} className="mt-0.5 text-xs text-muted">
                {description}
              </Base.Description>
            ) : null}
          </div>
          <Base.Close aria-label="Close" className={buttonClass({ variant: 'ghost', size: 'icon' }, '-mr-2')}>
            <X aria-hidden size={16} strokeWidth={1.5} />
          </Base.Close>
        </header>
        <div className="min-h-0 flex-1 scroll-pb-[calc(var(--bottom-bar,0px)+0.5rem)] overflow-y-auto [scrollbar-gutter:stable]">
          {children}
        </div>
        {footer ? (
          <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-5 py-3">
            {footer}
          </footer>
        ) : null}
      </Base.Popup>
    </Base.Portal>
  )
}

export { Dialog, DialogContent, DialogTrigger }
