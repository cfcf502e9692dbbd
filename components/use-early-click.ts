'use client'
import { type RefObject, useLayoutEffect } from 'react'

/** A click within, made before this part of the page had started, is made again once it has. */
export function useEarlyClick(part: RefObject<HTMLElement | null>) {
  useLayoutEffect(() => {
    const click = window.earlyClick
    // A click that is on its way still will be heard: it is what made this part start.
    if (!click || click.eventPhase !== Event.NONE) return
    const { target, clientX, clientY } = click
    if (!(target instanceof Element) || !part.current?.contains(target)) return
    window.earlyClick = null
    const timer = setTimeout(() => {
      target.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, clientX, clientY }))
    })
    return () => clearTimeout(timer)
  }, [part])
}
