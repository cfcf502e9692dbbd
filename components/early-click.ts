import { type RefObject, useLayoutEffect } from 'react'

declare global {
  interface Window {
    earlyClick?: MouseEvent | null
  }
}

/** Runs in the page before any of its scripts, as text: it may name nothing outside itself. Keeps the last click. */
export function keepEarlyClick(): void {
  window.addEventListener(
    'pointerdown',
    () => {
      window.earlyClick = null
    },
    true,
  )
  window.addEventListener(
    'click',
    event => {
      window.earlyClick = event.isTrusted ? event : null
    },
    true,
  )
}

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
