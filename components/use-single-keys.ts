'use client'

import { useLayoutEffect, useRef } from 'react'
import { hearKeys } from './early-keys'

/** Single keys of this page. Off in text fields, in dialogs, with a modifier, and when switched off in Settings. */
export function useSingleKeys(on: boolean, handle: (key: string) => boolean) {
  const latest = useRef(handle)
  useLayoutEffect(() => {
    latest.current = handle
  })
  // With the drawing itself: what is seen hears its keys.
  useLayoutEffect(() => {
    if (!on) return
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || event.repeat) return
      const element = event.target instanceof Element ? event.target : null
      if (element?.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu]')) return
      const pressable = event.key === 'Enter' && element?.closest('a, button, summary')
      if (!pressable && latest.current(event.key)) event.preventDefault()
    }
    return hearKeys(onKey)
  }, [on])
}
