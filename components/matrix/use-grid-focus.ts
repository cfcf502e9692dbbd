'use client'
import { type RefObject, useCallback, useEffect, useRef } from 'react'
import { useEarlyScroll } from '../use-early-scroll'
import type { Sizes } from './geometry'
import type { Position } from './keyboard'
import type { MatrixView } from './matrix-lines'

const focusStop = (grid: HTMLElement | null) =>
  grid?.querySelector<HTMLElement>('[data-column][tabindex="0"]')?.focus({ preventScroll: true })

/**
 * A newer answer moves cells: the focus goes with the chosen one instead of staying at its place, unless a person left the grid.
 * Between press and click the pressed cell has the focus and is not chosen yet: that focus is left where it is.
 */
function useHeldFocus(scroller: RefObject<HTMLDivElement | null>, view: MatrixView) {
  const held = useRef(false)
  useEffect(() => {
    const note = ({ type, target }: Event) => {
      const isStop = target instanceof HTMLElement && target.tabIndex === 0
      held.current = type === 'focusin' && isStop && scroller.current?.contains(target) === true
    }
    document.addEventListener('focusin', note)
    document.addEventListener('pointerdown', note)
    return () => {
      document.removeEventListener('focusin', note)
      document.removeEventListener('pointerdown', note)
    }
  }, [scroller])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view is what moves them
  useEffect(() => {
    const { activeElement } = document
    const lost = activeElement === document.body || activeElement?.matches('[data-column][tabindex="-1"]')
    if (held.current && lost) focusStop(scroller.current)
  }, [scroller, view])
  return held
}

/** Keeps the chosen cell in view, and gives the tab stop the focus after a move that was made in the grid. */
export function useGridFocus(
  scroller: RefObject<HTMLDivElement | null>,
  view: MatrixView,
  chosen: Position | null,
  sizes: Sizes,
  bringIntoView: (position: Position) => void,
) {
  const wanted = useRef<Position | 'stop' | null>(null)
  const line = chosen?.line
  const column = chosen?.column
  const scrolledEarly = useEarlyScroll()
  // A newer answer is no reason to scroll: only another choice or another density is.
  const bring = useRef(bringIntoView)
  bring.current = bringIntoView
  const held = useHeldFocus(scroller, view)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another density moves the cell
  useEffect(() => {
    const grid = scroller.current?.firstElementChild
    const early = grid ? scrolledEarly(grid) : false
    if (line !== undefined && column !== undefined && !early) bring.current({ line, column })
    // A click may come before the effects of what it was made on: those still stand at the choice before it.
    const isDrawn =
      wanted.current === 'stop' || (wanted.current?.line === line && wanted.current?.column === column)
    if (!wanted.current || !isDrawn) return
    wanted.current = null
    held.current = true
    focusStop(scroller.current)
  }, [scroller, line, column, sizes.row, sizes.column, scrolledEarly])
  /** Without a place: the lines are about to be replaced, and the tab stop keeps the focus. */
  return useCallback(
    (place?: Position) => {
      wanted.current = place ?? 'stop'
      if (!place) held.current = true
      // A key is answered before the next frame: what changes later is not the grid's own doing.
      requestAnimationFrame(() => {
        wanted.current = null
      })
    },
    [held],
  )
}
