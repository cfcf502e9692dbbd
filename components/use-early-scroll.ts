'use client'
import { useCallback, useRef } from 'react'
import { useStarted } from './use-started'

function isScrolled(element: Element): boolean {
  for (let box = element.parentElement; box; box = box.parentElement) if (box.scrollTop > 0) return true
  return false
}

/**
 * What a person scrolled before the page's script had started stays where it is: jumping away under the pointer would
 * swallow the click that woke the page. Asked once for what the server drew; afterwards false.
 */
export function useEarlyScroll(): (element: Element) => boolean {
  const drawnByServer = useRef(!useStarted())
  return useCallback(element => {
    const early = drawnByServer.current && isScrolled(element)
    drawnByServer.current = false
    return early
  }, [])
}
