'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef } from 'react'
import { hearKeys } from '@/components/early-keys'

const rowsIn = (place: HTMLElement) => [...place.querySelectorAll<HTMLAnchorElement>('a[data-user-row]')]

/** In the table the arrows go from row to row, and an open panel follows; Enter opens it; Esc closes it from anywhere. */
export function UsersKeys({ closeHref, children }: { closeHref: Route | null; children: ReactNode }) {
  const router = useRouter()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const element = event.target instanceof Element ? event.target : null
      const busy = element?.closest('input, textarea, select, [role=dialog], [role=menu]')
      const modified = event.metaKey || event.ctrlKey || event.altKey || event.shiftKey
      const rows = place.current ? rowsIn(place.current) : []
      if (event.defaultPrevented || modified || busy || rows.length === 0) return
      if (event.key === 'Escape' && closeHref) {
        event.preventDefault()
        rows.find(row => row.hasAttribute('aria-current'))?.focus()
        return router.replace(closeHref, { scroll: false })
      }
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      const at = rows.indexOf(element as HTMLAnchorElement)
      const row = by === undefined || at < 0 ? undefined : rows[at + by]
      if (!row) return
      event.preventDefault()
      row.focus()
      if (closeHref) router.replace(row.getAttribute('href') as Route, { scroll: false })
    }
    return hearKeys(onKey)
  }, [router, closeHref])
  return (
    <div ref={place} data-walks="" className="flex min-h-0 min-w-0 flex-1 flex-col">
      {children}
    </div>
  )
}
