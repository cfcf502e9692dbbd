'use client'
import { type RefObject, useCallback, useEffect, useRef } from 'react'
import type { Position } from './keyboard'

/** Keeps the chosen cell in view, and gives the tab stop the focus after a move that was made in the grid. */
export function useGridFocus(
  scroller: RefObject<HTMLDivElement | null>,
  chosen: Position | null,
  bringIntoView: (position: Position) => void,
) {
  const wanted = useRef(false)
  const line = chosen?.line
  const column = chosen?.column
  useEffect(() => {
    if (line !== undefined && column !== undefined) bringIntoView({ line, column })
    if (!wanted.current) return
    wanted.current = false
    scroller.current
      ?.querySelector<HTMLElement>('[data-column][tabindex="0"]')
      ?.focus({ preventScroll: true })
  }, [scroller, line, column, bringIntoView])
  return useCallback(() => {
    wanted.current = true
    // A key is answered before the next frame: what changes later is not the grid's own doing.
    requestAnimationFrame(() => {
      wanted.current = false
    })
  }, [])
}
