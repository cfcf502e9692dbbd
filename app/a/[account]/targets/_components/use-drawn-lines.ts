'use client'

import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useLayoutEffect, useState } from 'react'
import { usePrinting } from '@/components/use-printing'
import type { ListedLine } from './listed-lines'

/** Up to here every row is in the document, and the browser's own search finds it. */
const ALL_DRAWN_UP_TO = 60
const LINE_PX = 37
const MEMBER_PX = 29

/**
 * Which lines of a long list are in the document: those on the screen, and `kept`, which has the focus. The browser's own
 * search is given up for it, knowingly: 300 rows were 12,000 nodes, and `/` filters by everything that a row says.
 */
export function useDrawnLines(
  lines: readonly ListedLine[],
  body: RefObject<HTMLTableSectionElement | null>,
  kept: number | null,
) {
  'use no memo' // what the virtualizer answers changes while it stays the same object
  const [top, setTop] = useState(0)
  // Paper has every row, however few the screen draws.
  const all = usePrinting() || lines.length <= ALL_DRAWN_UP_TO
  const virtualizer = useWindowVirtualizer({
    count: lines.length,
    estimateSize: index => (lines[index]?.member ? MEMBER_PX : LINE_PX),
    getItemKey: index => lines[index]?.key ?? index,
    overscan: 12,
    scrollMargin: top,
    enabled: !all,
    // The server draws the first screen, and so does the browser at first: scrolled or not.
    initialRect: { width: 1_280, height: 900 },
    initialOffset: 0,
    rangeExtractor: range => {
      const drawn = defaultRangeExtractor(range)
      if (kept === null || kept >= lines.length || drawn.includes(kept)) return drawn
      return [...drawn, kept].sort((left, right) => left - right)
    },
  })
  // Banners and filters above may grow: where the list begins is looked at after each drawing.
  useLayoutEffect(() => {
    const at = Math.round((body.current?.getBoundingClientRect().top ?? 0) + window.scrollY)
    if (at !== top) setTop(at)
  })
  const drawn = all
    ? lines.map((_, index) => ({ index, gap: 0 }))
    : virtualizer.getVirtualItems().map(({ index, start }, at, items) => {
        const before = items[at - 1]?.end ?? virtualizer.options.scrollMargin
        return { index, gap: Math.max(0, start - before) }
      })
  const last = virtualizer.getVirtualItems().at(-1)
  const rest = all || !last ? 0 : virtualizer.getTotalSize() - (last.end - virtualizer.options.scrollMargin)
  return {
    all,
    drawn,
    /** Below the last that is drawn. */
    rest,
    measure: all ? undefined : virtualizer.measureElement,
    show: (index: number, align: 'auto' | 'center') => {
      if (!all) virtualizer.scrollToIndex(index, { align })
      else
        body.current
          ?.querySelector(`[data-index="${index}"]`)
          ?.scrollIntoView({ block: align === 'auto' ? 'nearest' : align })
    },
  }
}
