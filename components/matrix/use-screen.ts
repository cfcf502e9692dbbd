'use client'
import { useSyncExternalStore } from 'react'

const PHONE = '(max-width: 55.99rem)'

function subscribe(listener: () => void) {
  const query = window.matchMedia(PHONE)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/** `null` on the server: both layouts are drawn and CSS shows one; afterwards only the one that is shown stays. */
export function useScreen(): 'phone' | 'wide' | null {
  return useSyncExternalStore(
    subscribe,
    () => (window.matchMedia(PHONE).matches ? 'phone' : 'wide'),
    () => null,
  )
}
