'use client'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Viewport } from './geometry'

/** What the server draws before it knows the screen. */
const FIRST_PAINT: Viewport = { top: 0, left: 0, width: 1100, height: 640, heading: 'down' }

/**
 * Scroll position and size of an element. It says nothing until `changes` finds that other lines or columns
 * come into view, so scrolling inside a line draws nothing.
 */
export function useViewport(
  scroller: RefObject<HTMLDivElement | null>,
  changes: (before: Viewport, after: Viewport) => boolean,
) {
  const [viewport, setViewport] = useState(FIRST_PAINT)
  const current = useRef(viewport)
  const lastTop = useRef(0)
  const decide = useRef(changes)
  useLayoutEffect(() => {
    decide.current = changes
  })

  const measure = useCallback(() => {
    const element = scroller.current
    if (!element) return
    const before = current.current
    const top = element.scrollTop
    const next: Viewport = {
      top,
      left: element.scrollLeft,
      width: element.clientWidth,
      height: element.clientHeight,
      heading: top === lastTop.current ? before.heading : top > lastTop.current ? 'down' : 'up',
    }
    lastTop.current = top
    const resized = next.width !== before.width || next.height !== before.height
    if (!resized && !decide.current(before, next)) return
    current.current = next
    setViewport(next)
  }, [scroller])

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    element.addEventListener('scroll', measure, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', measure)
    }
  }, [scroller, measure])

  return { viewport, measure }
}
