'use client'
import { type RefObject, useCallback } from 'react'
import { columnX, FOOT_RAIL, lineTop, type Sizes, scrollToShow } from './geometry'
import type { Position } from './keyboard'
import type { MatrixView } from './matrix-lines'

/** Scrolls no further than needed to show a cell beside the sticky heads, and draws what comes into view at once. */
export function useBringIntoView(
  scroller: RefObject<HTMLDivElement | null>,
  view: MatrixView,
  sizes: Sizes,
  measure: () => void,
) {
  return useCallback(
    (position: Position) => {
      const element = scroller.current
      if (!element) return
      const top = lineTop(view.sections, position.line, sizes)
      const left = columnX(position.column, view.firstPattern, sizes)
      const { scrollTop, scrollLeft, clientHeight, clientWidth } = element
      const covered = sizes.head + sizes.band
      const wanted = {
        top: scrollToShow(scrollTop, covered, clientHeight - FOOT_RAIL, top, sizes.row),
        left: scrollToShow(scrollLeft, sizes.name, clientWidth, left, sizes.column),
      }
      if (wanted.top === scrollTop && wanted.left === scrollLeft) return
      element.scrollTo(wanted)
      measure()
    },
    [scroller, view, sizes, measure],
  )
}
