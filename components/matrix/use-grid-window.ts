'use client'
import { type RefObject, useMemo } from 'react'
import {
  drawnLines,
  drawsPictures,
  type Range,
  type Sizes,
  type Viewport,
  visibleColumns,
  visibleLines,
} from './geometry'
import type { MatrixView } from './matrix-lines'
import { useViewport } from './use-viewport'

const equal = (one: Range, other: Range) => one.from === other.from && one.to === other.to

/** The same object as long as it says the same, so that what depends on it is not drawn again. */
function useSame({ from, to }: Range): Range {
  return useMemo(() => ({ from, to }), [from, to])
}

/** Which lines and columns are drawn now, and how. */
export function useGridWindow(scroller: RefObject<HTMLDivElement | null>, view: MatrixView, sizes: Sizes) {
  const rangesOf = (viewport: Viewport) => {
    const seen = visibleLines(view.sections, sizes, viewport)
    return {
      seen,
      lines: drawnLines(seen, viewport.heading, view.lines.length),
      columns: visibleColumns(view.columns.length, sizes, viewport),
    }
  }
  const { viewport, measure } = useViewport(scroller, (before, after) => {
    const [old, next] = [rangesOf(before), rangesOf(after)]
    return !equal(old.lines, next.lines) || !equal(old.columns, next.columns)
  })
  const { seen, lines, columns } = rangesOf(viewport)
  return {
    lines: useSame(lines),
    columns: useSame(columns),
    pictures: drawsPictures(seen, columns),
    width: viewport.width,
    height: viewport.height,
    measure,
  }
}
