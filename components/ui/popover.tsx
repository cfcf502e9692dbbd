'use client'

import { Popover as Base } from '@base-ui/react/popover'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

const Popover = Base.Root
const PopoverTrigger = Base.Trigger
const PopoverClose = Base.Close

function PopoverContent({
  children,
  label,
  align = 'start',
  className,
}: {
  children: ReactNode
  label: string
  align?: 'start' | 'center' | 'end'
  className?: string
}) {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} align={align} className="z-50 outline-none">
        <Base.Popup
          data-slot="popover"
          aria-label={label}
          className={classNames(
            'max-h-(--available-height) overflow-y-auto rounded-lg bg-raised text-fg shadow-menu outline-none transition-opacity duration-120 data-ending-style:opacity-0 data-starting-style:opacity-0',
            className,
          )}
        >
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  )
}

export { Popover, PopoverClose, PopoverContent, PopoverTrigger }
