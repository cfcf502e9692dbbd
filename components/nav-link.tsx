'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { isWithin, pageOf } from '@/lib/routes'
import { classNames } from './ui/class-names'

interface NavLinkProps {
  href: Route
  /** The current page is this one or below it. */
  under?: string
  className: string
  on: string
  off: string
  title?: string
  children: ReactNode
}

/** A link that knows when its page is the current one. */
export function NavLink({ href, under, className, on, off, title, children }: NavLinkProps) {
  const current = isWithin(pageOf(usePathname()), under ?? pageOf(href))
  return (
    <Link
      href={href}
      title={title}
      aria-current={current ? 'page' : undefined}
      className={classNames(className, current ? on : off)}
    >
      {children}
    </Link>
  )
}
