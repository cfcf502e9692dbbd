import { Check, Plus } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { classNames } from '@/components/ui/class-names'

/** A filter with two positions that lives in the address: dashed while off, tinted while on. */
export function ToggleLink({ on, href, children }: { on: boolean; href: Route; children: string }) {
  const Icon = on ? Check : Plus
  return (
    <Link
      href={href}
      scroll={false}
      replace
      prefetch={false}
      data-print="hide"
      aria-current={on ? 'true' : undefined}
      className={classNames(
        'inline-flex h-7 items-center gap-1.5 rounded-md border px-2 text-xs whitespace-nowrap transition-colors duration-120 max-md:h-9 max-md:px-3 max-md:text-sm',
        on
          ? 'border-accent-line bg-accent-tint font-medium text-fg'
          : 'border-dashed border-line-strong text-muted hover:bg-hover hover:text-fg',
      )}
    >
      <Icon aria-hidden size={13} strokeWidth={1.5} className={on ? 'text-accent' : undefined} />
      {children}
    </Link>
  )
}
