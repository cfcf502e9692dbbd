'use client'
import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { HoveredCell } from './hover-card'

const DELAY_MS = 120
const CARD = { width: 330, height: 96 }

function cellUnder(event: PointerEvent, frame: HTMLElement): HoveredCell | null {
  const cell = (event.target as Element).closest<HTMLElement>('[data-column]')
  const row = cell?.closest<HTMLElement>('[data-line]')
  if (!cell || !row) return null
  const box = cell.getBoundingClientRect()
  const outer = frame.getBoundingClientRect()
  const below = box.bottom - outer.top + 6
  const fits = below + CARD.height < outer.height
  return {
    line: Number(row.dataset.line),
    column: Number(cell.dataset.column),
    x: Math.max(0, Math.min(box.right - outer.left + 6, outer.width - CARD.width)),
    y: fits ? below : box.top - outer.top - CARD.height,
  }
}

/** The cell the pointer rests on, after a moment; gone with a scroll or when the pointer leaves. */
export function useHoveredCell(frame: RefObject<HTMLElement | null>, on: boolean) {
  const [cell, setCell] = useState<HoveredCell | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const dismiss = useCallback(() => {
    if (timer.current) clearTimeout(timer.current)
    timer.current = null
    setCell(null)
  }, [])
  useEffect(() => dismiss, [dismiss])
  const rest = (event: PointerEvent) => {
    dismiss()
    if (!on || event.pointerType !== 'mouse' || !frame.current) return
    const under = cellUnder(event, frame.current)
    if (under) timer.current = setTimeout(() => setCell(under), DELAY_MS)
  }
  return { cell, dismiss, handlers: { onPointerOver: rest, onPointerLeave: dismiss, onScroll: dismiss } }
}
