'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { useEarlyScroll } from '@/components/use-early-scroll'
import { useSingleKeys } from '@/components/use-single-keys'

interface FindingKeysProps {
  selected: string | null
  previous: Route | null
  next: Route | null
  /** Whether J and K are on; the arrows always work inside the list. */
  singleKeys: boolean
}

const rowsOf = () => [...document.querySelectorAll<HTMLAnchorElement>('a[data-finding-row]')]
const isCurrent = (row: Element) => row.hasAttribute('aria-current')

/** The line of a rule that this key opens or closes; from a finding inside it, the left arrow closes it. */
function toggles(row: Element, key: string): HTMLElement | null {
  const wanted = ({ ArrowRight: 'closed', ArrowLeft: 'open' } as Record<string, string>)[key]
  const own = row instanceof HTMLElement && row.dataset.findingGroup !== undefined ? row : null
  const around = row.closest('ul ul')?.parentElement?.querySelector<HTMLElement>('[data-finding-group]')
  const group = own ?? around ?? null
  return wanted !== undefined && group?.dataset.findingGroup === wanted ? group : null
}

/** J and K walk through the findings; inside the list the arrows do too, and the focus follows. */
export function FindingKeys({ selected, previous, next, singleKeys }: FindingKeysProps) {
  const router = useRouter()
  const toFocus = useRef(false)
  const scrolledEarly = useEarlyScroll()
  /** From the row that has the focus: keys come faster than pages. */
  const step = (by: 1 | -1) => {
    const rows = rowsOf()
    const focused = rows.indexOf(document.activeElement as HTMLAnchorElement)
    const row = rows[(focused < 0 ? rows.findIndex(isCurrent) : focused) + by]
    if (row?.dataset.findingGroup) {
      row.focus()
      return true
    }
    const href = row ? (row.getAttribute('href') as Route | null) : by > 0 ? next : previous
    if (!href) return false
    row?.focus()
    toFocus.current = !row
    router.push(href, { scroll: false })
    return true
  }
  useSingleKeys(singleKeys, key => {
    if (key === 'j') return step(1)
    return key === 'k' ? step(-1) : false
  })
  const latest = useRef(step)
  // With the drawing itself: what is seen hears its keys.
  useLayoutEffect(() => {
    latest.current = step
  })
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null
      const inList = event.target instanceof Element && event.target.closest('[data-finding-row]')
      const group = inList && toggles(inList, event.key)
      const modified = event.metaKey || event.ctrlKey || event.altKey || event.shiftKey
      if (!inList || modified || event.defaultPrevented) return
      if (group) {
        event.preventDefault()
        return group.click()
      }
      if (by === null) return
      if (latest.current(by)) event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  useEffect(() => {
    const current = selected === null ? undefined : rowsOf().find(isCurrent)
    // Only what is drawn has a place: on a phone the list makes way for the finding.
    const early = scrolledEarly(current?.offsetParent ? current : document.body)
    if (current?.offsetParent && !early) current.scrollIntoView({ block: 'nearest' })
    else if (!early) window.scrollTo(0, 0)
    if (toFocus.current) current?.focus({ preventScroll: true })
    toFocus.current = false
  }, [selected, scrolledEarly])
  return null
}
