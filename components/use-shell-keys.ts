'use client'

import { useRouter } from 'next/navigation'
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { routes } from '@/lib/routes'
import { hearKeys } from './early-keys'
import { OPEN_EVENT, type Openable } from './open-button'

const AFTER_G: Record<string, (account: string) => ReturnType<typeof routes.targets>> = {
  t: routes.targets,
  p: routes.principals,
  o: routes.reach,
  f: routes.findings,
  a: () => routes.activity(),
  s: () => routes.settings(),
}
const SEQUENCE_MS = 1_200

function isWithin(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null
}

const isTyping = (target: EventTarget | null) =>
  isWithin(target, 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]')

/** A dialog, menu or grid has the first word on a key. */
const belongsElsewhere = (target: EventTarget | null) =>
  isWithin(target, '[role=dialog], [role=menu], [role=grid]')

function focusFilter(): boolean {
  const filter = document.querySelector<HTMLInputElement>('input[data-filter]')
  filter?.focus()
  filter?.select()
  return filter !== null
}

interface ShellKeysState {
  account: string
  singleKeys: boolean
  mayMint: boolean
  open: Openable | null
  setOpen: (open: Openable | null) => void
}

/** Single keys are off in text fields and can be switched off in Settings; ⌘K always works. Returns early letters. */
export function useShellKeys(state: ShellKeysState): RefObject<string> {
  const router = useRouter()
  const latest = useRef(state)
  const early = useRef('')
  // With the drawing itself: an effect that comes later would undo what a key has set meanwhile.
  useLayoutEffect(() => {
    latest.current = state
  })
  useEffect(() => {
    let afterG = Number.NEGATIVE_INFINITY
    const single = (event: KeyboardEvent, key: string) => {
      const { account, mayMint, setOpen } = latest.current
      // By when they were pressed: a page that is busy hears both late, and far apart.
      const next = event.timeStamp - afterG < SEQUENCE_MS ? AFTER_G[key] : undefined
      afterG = key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
      if (next) router.push(next(account))
      else if (key === 'g') return event.preventDefault()
      else if (key === '?') setOpen('keys')
      else if (key === 't' && mayMint) {
        const prefilled = document.querySelector<HTMLAnchorElement>('a[data-token-link]')
        if (prefilled) prefilled.click()
        else router.push(routes.tokens(account))
      } else if (key !== '/' || !focusFilter()) return
      event.preventDefault()
    }
    const onKey = (event: KeyboardEvent) => {
      const { open, setOpen, singleKeys } = latest.current
      const modified = event.metaKey || event.ctrlKey || event.altKey
      if ((event.metaKey || event.ctrlKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        early.current = ''
        const next = open === 'palette' ? null : 'palette'
        // At once, so that a letter typed before the next drawing is not lost.
        latest.current = { ...latest.current, open: next }
        setOpen(next)
      } else if (modified || event.defaultPrevented || belongsElsewhere(event.target)) return
      else if (open === 'palette' && event.key.length === 1) {
        // Its field may be there and not yet focused: then the letter goes to it.
        const field = document.querySelector<HTMLInputElement>('[data-slot=command-palette] input')
        if (field && event.isTrusted) return field.focus()
        early.current += event.key
        event.preventDefault()
      } else if (singleKeys && !isTyping(event.target)) single(event, event.key.toLowerCase())
    }
    const onOpen = (event: Event) => {
      early.current = ''
      latest.current.setOpen((event as CustomEvent<Openable>).detail)
    }
    window.addEventListener(OPEN_EVENT, onOpen)
    const endKeys = hearKeys(onKey)
    return () => {
      window.removeEventListener(OPEN_EVENT, onOpen)
      endKeys()
    }
  }, [router])
  return early
}
