'use client'

import { Ellipsis, FilePlus2, Radar, Settings2, Stethoscope } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { isWithin, pageOf, routes } from '@/lib/routes'
import { NavLink } from './nav-link'
import { footTab, footTabOff, footTabOn, navOff, navOn } from './nav-styles'
import { Popover, PopoverContent, PopoverTrigger } from './ui/popover'

const pagesOf = (account: string) => [
  { href: routes.doctor(account), name: 'Connection doctor', Icon: Stethoscope },
  { href: routes.reach(account), name: 'Reach', Icon: Radar },
  { href: routes.grant(account), name: 'Grant access', Icon: FilePlus2 },
  { href: routes.settings(), name: 'Settings', Icon: Settings2 },
]

/** What has no room at the foot of a phone. */
export function MoreTab({ account }: { account: string }) {
  const pages = pagesOf(account)
  const path = pageOf(usePathname())
  const here = pages.some(({ href }) => isWithin(path, pageOf(href)))
  return (
    // On another page it is another one, and closed.
    <Popover key={path}>
      <PopoverTrigger className={`${footTab} ${here ? footTabOn : footTabOff}`}>
        <Ellipsis aria-hidden size={19} strokeWidth={1.5} />
        More
      </PopoverTrigger>
      <PopoverContent label="More pages" align="end" className="grid min-w-56 p-1.5">
        {pages.map(({ href, name, Icon }) => (
          <NavLink
            key={name}
            href={href}
            className="flex h-11 items-center gap-3 rounded-md px-3"
            on={navOn}
            off={navOff}
          >
            <Icon aria-hidden size={17} strokeWidth={1.5} />
            {name}
          </NavLink>
        ))}
      </PopoverContent>
    </Popover>
  )
}
