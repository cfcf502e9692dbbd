'use client'
import { type MouseEvent, type RefObject, useCallback } from 'react'
import { columnAt, columnX, type Sizes } from './geometry'
import type { Position } from './keyboard'
import type { MatrixView } from './matrix-lines'

export interface CellPlace extends Position {
  /** The cell's box, against the scroller. */
  left: number
  top: number
  right: number
  bottom: number
}

/** Which cell an event is about: by its element where it has one, else by where in the line's picture it happened. */
export function useCellPlace(scroller: RefObject<HTMLDivElement | null>, view: MatrixView, sizes: Sizes) {
  return useCallback(
    (event: MouseEvent): CellPlace | null => {
      const element = scroller.current
      const target = event.target as Element
      const row = target.closest<HTMLElement>('[data-line]')
      if (!element || !row || target.closest('[data-slot=row-name]')) return null
      const frame = element.getBoundingClientRect()
      const own = target.closest<HTMLElement>('[data-column]')?.dataset.column
      const x = event.clientX - frame.left + element.scrollLeft
      const column =
        own === undefined ? columnAt(x, view.columns.length, view.firstPattern, sizes) : Number(own)
      if (column === null) return null
      const left = columnX(column, view.firstPattern, sizes) - element.scrollLeft
      const { top, bottom } = row.getBoundingClientRect()
      return {
        line: Number(row.dataset.line),
        column,
        left,
        right: left + sizes.column,
        top: top - frame.top,
        bottom: bottom - frame.top,
      }
    },
    [scroller, view, sizes],
  )
}
