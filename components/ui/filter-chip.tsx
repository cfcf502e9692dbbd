'use client'

import { Check, Plus, TriangleAlert, X } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { Popover, PopoverClose, PopoverContent, PopoverTrigger } from './popover'

interface FilterOption {
  value: string
  label: ReactNode
  /** Where this choice leads: the address is the filter. */
  href: Route
  selected: boolean
  count?: number
}

interface FilterChipProps {
  name: string
  options: FilterOption[]
  /** Removes the filter; null while it is not set. */
  clearHref: Route | null
  /** Amber triangle: the list behind this filter is incomplete. */
  attention?: string | null
  summary?: string
}

const chip =
  'inline-flex h-7 items-center gap-1.5 rounded-md border px-2 text-xs whitespace-nowrap transition-colors duration-120 max-md:h-11 max-md:px-3 max-md:text-sm'

/** Dashed while empty, tinted when set, each choice a link. */
function FilterChip({ name, options, clearHref, attention = null, summary }: FilterChipProps) {
  const chosen = options.filter(option => option.selected)
  const set = chosen.length > 0
  return (
    <span data-slot="filter-chip" className="inline-flex">
      <Popover>
        <PopoverTrigger
          className={classNames(
            chip,
            set
              ? 'border-accent-line bg-accent-tint text-fg'
              : attention || summary
                ? 'border-line-strong bg-surface text-fg'
                : 'border-dashed border-line-strong text-muted hover:bg-hover hover:text-fg',
            clearHref && 'rounded-r-none border-r-0 pr-1.5',
          )}
        >
          {set || attention || summary ? null : <Plus aria-hidden size={13} strokeWidth={1.5} />}
          {name}
          {set ? (
            <>
              <span className="text-muted">is</span>
              <span className="font-semibold">
                {chosen.length === 1 ? chosen[0]?.label : `${chosen.length} of ${options.length}`}
              </span>
            </>
          ) : summary ? (
            <span className="font-semibold">{summary}</span>
          ) : null}
          {attention ? (
            <TriangleAlert aria-label={attention} size={13} strokeWidth={1.5} className="text-cond" />
          ) : null}
        </PopoverTrigger>
        <PopoverContent label={name} className="min-w-44 p-1">
          {options.map(option => (
            <PopoverClose
              key={option.value}
              nativeButton={false}
              render={<Link href={option.href} scroll={false} replace prefetch={false} />}
              className="flex min-h-7 items-center gap-2 rounded-sm px-2 py-1 text-sm hover:bg-hover max-md:min-h-11"
            >
              <span className="grid size-3.5 place-items-center text-accent">
                {option.selected ? <Check aria-label="chosen" size={13} strokeWidth={2} /> : null}
              </span>
              <span className="flex-1">{option.label}</span>
              {option.count === undefined ? null : (
                <span className="text-xs text-subtle">{option.count}</span>
              )}
            </PopoverClose>
          ))}
        </PopoverContent>
      </Popover>
      {clearHref ? (
        <Link
          href={clearHref}
          scroll={false}
          replace
          prefetch={false}
          aria-label={`Remove the filter ${name}`}
          className={classNames(
            chip,
            'rounded-l-none border-l-0 border-accent-line bg-accent-tint px-1.5 text-muted hover:text-fg',
          )}
        >
          <X aria-hidden size={13} strokeWidth={1.5} />
        </Link>
      ) : null}
    </span>
  )
}

export { FilterChip, type FilterOption }
