'use client'
import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useMemo, useRef } from 'react'
import type { Sizes } from './geometry'
import type { MatrixData } from './matrix-data'
import type { MatrixView } from './matrix-lines'
import { railPaths } from './rail-ticks'

interface MatrixRailProps {
  scroller: RefObject<HTMLDivElement | null>
  data: MatrixData
  view: MatrixView
  sizes: Sizes
  /** Height of the grid on screen. */
  height: number
  /** Height of everything below the head. */
  total: number
}

/** The scrollbar: ticks for the whole list, a band for what is on screen. Keys move the grid, so it is for pointers only. */
export function MatrixRail({ scroller, data, view, sizes, height, total }: MatrixRailProps) {
  const band = useRef<HTMLDivElement>(null)
  const track = Math.max(0, height - sizes.head)
  const fits = total <= track
  const paths = useMemo(
    () => railPaths(data, view, sizes, fits ? total : track, total),
    [data, view, sizes, fits, total, track],
  )

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const place = () => {
      if (!band.current || total <= 0) return
      const size = Math.max(16, (track / total) * track)
      const most = Math.max(1, total - track)
      band.current.style.transform = `translateY(${(element.scrollTop / most) * (track - size)}px)`
      band.current.style.height = `${size}px`
    }
    place()
    element.addEventListener('scroll', place, { passive: true })
    return () => element.removeEventListener('scroll', place)
  }, [scroller, track, total])

  const jump = (event: ReactPointerEvent<HTMLDivElement>) => {
    if (event.type === 'pointermove' && !(event.buttons & 1)) return
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId)
    const place = (event.clientY - event.currentTarget.getBoundingClientRect().top) / track
    if (scroller.current) scroller.current.scrollTop = place * total - track / 2
  }

  return (
    <div
      aria-hidden
      data-slot="matrix-rail"
      className="absolute right-0 bottom-0 w-3 border-l border-line bg-canvas"
      style={{ top: sizes.head }}
      onPointerDown={jump}
      onPointerMove={jump}
    >
      {!fits && <div ref={band} className="absolute inset-x-0 top-0 bg-active" />}
      <svg className="pointer-events-none absolute top-0 right-0" width="12" height={track} aria-hidden>
        <path d={paths.conditional} className="stroke-cond-solid" strokeWidth="2" />
        <path d={paths.dormant} className="stroke-dorm-solid" strokeWidth="2" />
        <path d={paths.denied} className="stroke-deny-solid" strokeWidth="2" />
      </svg>
    </div>
  )
}

/** The thin bar at the foot when there are more columns than fit. */
export function MatrixFootRail({
  scroller,
  name,
  width,
  total,
}: {
  scroller: RefObject<HTMLDivElement | null>
  name: number
  width: number
  total: number
}) {
  const band = useRef<HTMLDivElement>(null)
  const track = Math.max(1, width - name)
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const place = () => {
      if (!band.current) return
      const size = Math.max(24, (width / total) * track)
      const most = Math.max(1, total - width)
      band.current.style.width = `${size}px`
      band.current.style.transform = `translateX(${(element.scrollLeft / most) * (track - size)}px)`
    }
    place()
    element.addEventListener('scroll', place, { passive: true })
    return () => element.removeEventListener('scroll', place)
  }, [scroller, width, total, track])
  if (total <= width) return null
  const jump = (event: ReactPointerEvent<HTMLDivElement>) => {
    if (event.type === 'pointermove' && !(event.buttons & 1)) return
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId)
    const place = (event.clientX - event.currentTarget.getBoundingClientRect().left) / track
    if (scroller.current) scroller.current.scrollLeft = place * total - width / 2
  }
  return (
    <div
      aria-hidden
      className="absolute bottom-0 z-20 h-2.5"
      style={{ left: name, width: track }}
      onPointerDown={jump}
      onPointerMove={jump}
    >
      <div ref={band} className="absolute bottom-0.5 h-1.5 rounded-full bg-control" />
    </div>
  )
}
