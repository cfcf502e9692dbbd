import { ArrowDown, ArrowUp } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { classNames } from './ui/class-names'
import { TableHeader } from './ui/table'

/** A column head that sorts: `direction` while it does, `href` to the next order. */
export function SortHeader({
  href,
  direction,
  numeric = false,
  title,
  className,
  children,
}: {
  href: Route
  direction: 'asc' | 'desc' | null
  numeric?: boolean
  title?: string | undefined
  className?: string | undefined
  children: ReactNode
}) {
  const Arrow = direction === 'asc' ? ArrowUp : ArrowDown
  return (
    <TableHeader
      numeric={numeric}
      className={className}
      {...(direction ? { 'aria-sort': direction === 'asc' ? 'ascending' : 'descending' } : {})}
    >
      <Link
        href={href}
        scroll={false}
        replace
        prefetch={false}
        title={title}
        className={classNames(
          'inline-flex min-h-6 items-center gap-1 rounded-sm hover:text-fg',
          direction && 'text-fg',
        )}
      >
        {children}
        {direction ? <Arrow aria-hidden size={11} strokeWidth={2} /> : null}
      </Link>
    </TableHeader>
  )
}
