'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useSingleKeys } from '@/app/tokens/_components/use-single-keys'

interface FindingKeysProps {
  selected: string | null
  previous: Route | null
  next: Route | null
  /** Whether J and K are on; the arrows always work inside the list. */
  singleKeys: boolean
}

const row = (which: string) => document.querySelector<HTMLElement>(`[data-finding-row]${which}`)

/** J and K walk through the findings; inside the list the arrows do too, and the focus follows. */
export function FindingKeys({ selected, previous, next, singleKeys }: FindingKeysProps) {
  const router = useRouter()
  const moved = useRef(false)
  const go = (href: Route | null) => {
    if (!href) return false
    moved.current = true
    router.push(href, { scroll: false })
    return true
  }
  useSingleKeys(singleKeys, key => {
    if (key === 'j') return go(next)
    return key === 'k' ? go(previous) : false
  })
  const arrows = useRef(go)
  useEffect(() => {
    arrows.current = go
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const inList = event.target instanceof Element && event.target.closest('[data-finding-row]')
      if (!inList || event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return
      const href = event.key === 'ArrowDown' ? next : event.key === 'ArrowUp' ? previous : undefined
      if (href !== undefined && arrows.current(href)) event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [next, previous])
  useEffect(() => {
    const current = selected === null ? null : row('[aria-current]')
    // Only what is drawn has a place: on a phone the list makes way for the finding.
    if (current?.offsetParent) current.scrollIntoView({ block: 'nearest' })
    else window.scrollTo(0, 0)
    if (moved.current) current?.focus({ preventScroll: true })
    moved.current = false
  }, [selected])
  return null
}
