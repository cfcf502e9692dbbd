'use client'

import { Menu as Base } from '@base-ui/react/menu'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'

const Menu = Base.Root
const MenuTrigger = Base.Trigger

const itemClass =
  'flex min-h-7 cursor-pointer items-center gap-2 rounded-sm px-2 py-1 text-sm outline-none select-none data-highlighted:bg-hover data-disabled:cursor-default data-disabled:text-subtle max-md:min-h-11'

function MenuContent({
  children,
  align = 'end',
}: {
  children: ReactNode
  align?: 'start' | 'center' | 'end'
}) {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} align={align} className="z-50 outline-none">
        <Base.Popup
          data-slot="menu"
          className="max-h-(--available-height) min-w-44 overflow-y-auto rounded-lg bg-raised p-1 text-fg shadow-menu outline-none transition-opacity duration-120 data-ending-style:opacity-0 data-starting-style:opacity-0"
        >
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  )
}

function MenuItem({ className, ...props }: ComponentProps<typeof Base.Item>) {
  return <Base.Item data-slot="menu-item" className={classNames(itemClass, className as string)} {...props} />
}

export { Menu, MenuContent, MenuItem, MenuTrigger }
