'use client'

import { Search } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useEarlyChange } from '@/components/use-early-change'
import { formatNumber } from '@/lib/format'

interface PickSearchProps {
  query: string
  shown: number
  total: number
  usable: number
  /** False: nobody knows which there are, so that what is shown is not all. */
  known: boolean
  /** What the list may be missing. */
  unread: string | null
  activeId: string | null
  onQuery: (query: string) => void
  onMove: (by: number) => void
  onIssue: () => void
  /** True when a digit was taken as a choice. */
  onDigit: (digit: string) => boolean
  onLeave: () => void
}

/** Typing narrows, the arrows choose, Enter issues: the hands never leave the field. */
export function PickSearch(props: PickSearchProps) {
  const field = useRef<HTMLInputElement>(null)
  useEarlyChange(field, props.query, props.onQuery)
  // On a phone the keyboard would cover the list.
  useEffect(() => {
    // Who types elsewhere already, before this page came alive, keeps the focus.
    if (document.activeElement?.matches('input, textarea, select')) return
    if (window.matchMedia('(min-width: 56rem)').matches) field.current?.focus({ preventScroll: true })
  }, [])
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') props.onMove(1)
    else if (event.key === 'ArrowUp') props.onMove(-1)
    else if (event.key === 'Enter') props.onIssue()
    else if (event.key === 'Escape') {
      if (props.query) props.onQuery('')
      else props.onLeave()
    } else if (!/^[1-9]$/.test(event.key) || !props.onDigit(event.key)) return
    event.preventDefault()
  }
  return (
    <search className="relative mx-5 my-3.5 block shrink-0 max-md:mx-4">
      <Search
        aria-hidden
        size={16}
        strokeWidth={1.5}
        className="pointer-events-none absolute top-3 left-3.5 text-subtle max-md:top-4"
      />
      <input
        ref={field}
        data-filter=""
        role="combobox"
        aria-expanded
        aria-controls="token-options"
        aria-activedescendant={props.activeId ?? undefined}
        aria-autocomplete="list"
        aria-label="Target or database user"
        placeholder="target or database user"
        autoComplete="off"
        spellCheck={false}
        value={props.query}
        onChange={event => props.onQuery(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-10 w-full rounded-md border border-control bg-surface pr-60 pl-10 text-md text-fg placeholder:text-subtle max-md:h-12 max-md:pr-3"
      />
      <span
        aria-live="polite"
        className="pointer-events-none absolute inset-y-0 right-3.5 flex items-center text-xs text-subtle max-md:static max-md:mt-1.5"
      >
        {countOf(props)}
        {props.unread ? <span className="sr-only">, {props.unread}</span> : null}
      </span>
    </search>
  )
}

function countOf({ known, shown, total, usable, query }: PickSearchProps): string {
  if (!known) return shown === 0 ? 'users not known' : `${formatNumber(shown)}, others not known`
  const of = `of ${formatNumber(total)} pairs`
  return query ? `${formatNumber(shown)} ${of}` : `${formatNumber(usable)} ${of} you may use`
}
