'use client'
import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { HoveredCell } from './hover-card'
import type { CellPlace } from './use-cell-place'

const DELAY_MS = 120
const CARD = { width: 330, height: 96 }

function cardBeside(cell: CellPlace, frame: HTMLElement): HoveredCell {
  const below = cell.bottom + 6
  const fits = below + CARD.height < frame.clientHeight
  return {
    line: cell.line,
    column: cell.column,
    x: Math.max(0, Math.min(cell.right + 6, frame.clientWidth - CARD.width)),
    y: fits ? below : cell.top - CARD.height,
  }
}

interface HoverOptions {
  frame: RefObject<HTMLElement | null>
  on: boolean
  placeOf: (event: PointerEvent) => CellPlace | null
}

/** The cell the pointer rests on, after a moment; gone with a scroll or when the pointer leaves. */
export function useHoveredCell({ frame, on, placeOf }: HoverOptions) {
  const [cell, setCell] = useState<HoveredCell | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const over = useRef('')
  const dismiss = useCallback(() => {
    if (timer.current) clearTimeout(timer.current)
    timer.current = null
    over.current = ''
    setCell(null)
  }, [])
  useEffect(() => dismiss, [dismiss])
  const rest = (event: PointerEvent) => {
    if (!on || event.pointerType !== 'mouse' || !frame.current) return
    const place = placeOf(event)
    const key = place ? `${place.line}.${place.column}` : ''
    if (key === over.current) return
    dismiss()
    over.current = key
    const element = frame.current
    if (place) timer.current = setTimeout(() => setCell(cardBeside(place, element)), DELAY_MS)
  }
  return { cell, dismiss, handlers: { onPointerMove: rest, onPointerLeave: dismiss, onScroll: dismiss } }
}
