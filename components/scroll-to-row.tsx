'use client'
import { useEffect } from 'react'
import { useEarlyScroll } from './use-early-scroll'

/** The row that the address names comes into view; `of` tells one from another. A row that is in view stays where it is. */
export function ScrollToRow({ selector, of }: { selector: string; of: string | null }) {
  const scrolledEarly = useEarlyScroll()
  useEffect(() => {
    const row = of === null ? null : document.querySelector<HTMLElement>(selector)
    if (row?.offsetParent && !scrolledEarly(row)) row.scrollIntoView({ block: 'nearest' })
  }, [selector, of, scrolledEarly])
  return null
}
