'use client'
import { useCallback, useSyncExternalStore } from 'react'
import type { Density } from './geometry'

const KEY = 'gatehouse.matrix.density'
const listeners = new Set<() => void>()

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function read(): Density | null {
  try {
    const value = localStorage.getItem(KEY)
    return value === 'comfortable' || value === 'dense' ? value : null
  } catch {
    // Storage may be blocked; then nothing is remembered.
    return null
  }
}

/** The density a person chose on this machine; null: none, the number of columns decides. */
export function useDensity(): [Density | null, (next: Density) => void] {
  const chosen = useSyncExternalStore(subscribe, read, () => null)
  const choose = useCallback((next: Density) => {
    try {
      localStorage.setItem(KEY, next)
    } catch {
      // Storage may be blocked.
    }
    for (const listener of listeners) listener()
  }, [])
  return [chosen, choose]
}
