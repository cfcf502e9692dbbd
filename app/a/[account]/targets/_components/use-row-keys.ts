'use client'

import { type KeyboardEvent, type RefObject, useLayoutEffect, useState } from 'react'

const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: at => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
}

function placeOf(element: Element): number | null {
  const line = element.closest('[data-index]')
  return line ? Number(line.getAttribute('data-index')) : null
}

/** Up and down walk the names of the rows, drawn or not; the one with the focus stays in the document. */
export function useRowKeys(
  body: RefObject<HTMLTableSectionElement | null>,
  /** Places of the rows among the lines: members have no name to go to. */
  places: readonly number[],
) {
  const [place, setPlace] = useState<number | null>(null)
  const [wanted, setWanted] = useState<number | null>(null)
  useLayoutEffect(() => {
    if (wanted === null) return
    const link = body.current?.querySelector<HTMLElement>(`[data-index="${wanted}"] a[data-name]`)
    if (!link) return
    link.focus({ preventScroll: true })
    setWanted(null)
  }, [wanted, body])
  return {
    kept: wanted ?? place,
    onFocus: (event: { target: Element }) => setPlace(placeOf(event.target)),
    /** Where the key leads; null: it is none of these. */
    walk: (event: KeyboardEvent<HTMLElement>): number | null => {
      const step = STEPS[event.key]
      const isName = event.target instanceof Element && event.target.closest('a[data-name], [type=checkbox]')
      if (!step || !isName || event.metaKey || event.ctrlKey || event.altKey) return null
      // Of the key itself: what got the focus before the page's scripts were there is told only after its first key.
      const at = placeOf(isName)
      if (at === null) return null
      const to = places[step(places.indexOf(at), places.length - 1)]
      if (to === undefined) return null
      event.preventDefault()
      setWanted(to)
      return to
    },
  }
}
