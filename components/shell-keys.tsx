'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { routes } from '@/lib/routes'
import { OPEN_EVENT, type Openable } from './open-button'

// Fetched when first opened: most pages are read without either.
const CommandPalette = dynamic(() => import('./command-palette').then(file => file.CommandPalette), {
  ssr: false,
})
const KeyboardMap = dynamic(() => import('./keyboard-map').then(file => file.KeyboardMap), { ssr: false })

const AFTER_G: Record<string, () => ReturnType<typeof routes.targets>> = {
  t: routes.targets,
  p: routes.principals,
  a: routes.activity,
  s: routes.settings,
}
const SEQUENCE_MS = 1_200

function isTyping(target: EventTarget | null): boolean {
  const element = target instanceof Element ? target : null
  return Boolean(
    element?.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]'),
  )
}

/** A key that a dialog, menu or grid has the first word on. */
function belongsElsewhere(target: EventTarget | null): boolean {
  const element = target instanceof Element ? target : null
  return Boolean(element?.closest('[role=dialog], [role=menu], [role=grid]'))
}

/** Keys that work on every page. Single keys are off in text fields and can be switched off in Settings. */
export function ShellKeys({ singleKeys, mayMint }: { singleKeys: boolean; mayMint: boolean }) {
  const router = useRouter()
  const [open, setOpen] = useState<Openable | null>(null)
  useEffect(() => {
    let afterG = 0
    const onOpen = (event: Event) => setOpen((event as CustomEvent<Openable>).detail)
    const onKey = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase()
      if ((event.metaKey || event.ctrlKey) && !event.altKey && key === 'k') {
        event.preventDefault()
        setOpen(before => (before === 'palette' ? null : 'palette'))
        return
      }
      if (!singleKeys || event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return
      if (isTyping(event.target) || belongsElsewhere(event.target)) return
      if (Date.now() - afterG < SEQUENCE_MS && AFTER_G[key]) {
        event.preventDefault()
        afterG = 0
        router.push(AFTER_G[key]())
        return
      }
      if (key === 'g') afterG = Date.now()
      else if (key === '?') setOpen('keys')
      else if (key === 't' && mayMint) {
        const prefilled = document.querySelector<HTMLAnchorElement>('a[data-token-link]')
        if (prefilled) prefilled.click()
        else router.push(routes.tokens())
      } else if (key === '/') {
        const filter = document.querySelector<HTMLInputElement>('input[data-filter]')
        if (!filter) return
        event.preventDefault()
        filter.focus()
        filter.select()
      }
    }
    window.addEventListener(OPEN_EVENT, onOpen)
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener(OPEN_EVENT, onOpen)
      window.removeEventListener('keydown', onKey)
    }
  }, [router, singleKeys, mayMint])
  return (
    <>
      {open === 'palette' ? <CommandPalette onClose={() => setOpen(null)} /> : null}
      {open === 'keys' ? <KeyboardMap singleKeys={singleKeys} onClose={() => setOpen(null)} /> : null}
    </>
  )
}
