'use client'

import { Ellipsis } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { buttonClass } from '@/components/ui/button'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '@/components/ui/menu'

/** The changes of one user, each a dialog with an address. */
export function UserMenu({ label, items }: { label: string; items: { label: string; href: Route }[] }) {
  return (
    <Menu>
      <MenuTrigger
        aria-label={label}
        title={label}
        className={buttonClass({ variant: 'ghost', size: 'iconSm' })}
      >
        <Ellipsis aria-hidden size={15} strokeWidth={1.5} />
      </MenuTrigger>
      <MenuContent>
        {items.map(item => (
          <MenuItem
            key={item.label}
            render={<Link href={item.href} scroll={false} replace prefetch={false} />}
          >
            {item.label}
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  )
}
