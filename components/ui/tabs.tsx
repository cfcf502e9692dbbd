'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { pageOf } from '@/lib/routes'
import { classNames } from './class-names'

function Tabs({ label, children, className }: { label: string; children: ReactNode; className?: string }) {
  return (
    <nav
      data-slot="tabs"
      aria-label={label}
      className={classNames('-mb-px flex h-9 items-stretch gap-5 overflow-x-auto max-md:h-11', className)}
    >
      {children}
    </nav>
  )
}

/** A tab is a page. It knows that it is the current one by the address, unless told. */
function TabLink({
  href,
  current,
  count,
  title,
  children,
}: {
  href: Route
  current?: boolean
  count?: ReactNode
  /** What is counted, where the name does not say it. */
  title?: string | undefined
  children: ReactNode
}) {
  const path = usePathname()
  const on = current ?? pageOf(path) === pageOf(href)
  return (
    <Link
      data-slot="tab"
      href={href}
      title={title}
      aria-current={on ? 'page' : undefined}
      className={classNames(
        'focus-inset flex items-center gap-1.5 border-b-2 whitespace-nowrap',
        on ? 'border-fg font-medium text-fg' : 'border-transparent text-muted hover:text-fg',
      )}
    >
      {children}
      {count === undefined || count === null ? null : (
        <span className="font-normal text-subtle">{count}</span>
      )}
    </Link>
  )
}

export { TabLink, Tabs }
