'use client'
import { type RefObject, useCallback, useEffect, useRef } from 'react'
import { useEarlyScroll } from '../use-early-scroll'
import type { Sizes } from './geometry'
import type { Position } from './keyboard'
import type { MatrixView } from './matrix-lines'

const focusStop = (grid: HTMLElement | null) =>
  grid?.querySelector<HTMLElement>('[data-column][tabindex="0"]')?.focus({ preventScroll: true })

/** A newer answer moves cells: the focus goes with the chosen one instead of staying at its place, unless a person left the grid. */
function useHeldFocus(scroller: RefObject<HTMLDivElement | null>, view: MatrixView) {
  const held = useRef(false)
  useEffect(() => {
    const note = ({ target }: Event) => {
      held.current = target instanceof Node && scroller.current?.contains(target) === true
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
}

/** Keeps the chosen cell in view, and gives the tab stop the focus after a move that was made in the grid. */
export function useGridFocus(
  scroller: RefObject<HTMLDivElement | null>,
  view: MatrixView,
  chosen: Position | null,
  sizes: Sizes,
  bringIntoView: (position: Position) => void,
) {
  const wanted = useRef(false)
  const line = chosen?.line
  const column = chosen?.column
  const scrolledEarly = useEarlyScroll()
  // A newer answer is no reason to scroll: only another choice or another density is.
  const bring = useRef(bringIntoView)
  bring.current = bringIntoView
  useHeldFocus(scroller, view)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another density moves the cell
  useEffect(() => {
    const grid = scroller.current?.firstElementChild
    const early = grid ? scrolledEarly(grid) : false
    if (line !== undefined && column !== undefined && !early) bring.current({ line, column })
    if (!wanted.current) return
    wanted.current = false
    focusStop(scroller.current)
  }, [scroller, line, column, sizes.row, sizes.column, scrolledEarly])
  return useCallback(() => {
    wanted.current = true
    // A key is answered before the next frame: what changes later is not the grid's own doing.
    requestAnimationFrame(() => {
      wanted.current = false
    })
  }, [])
}
