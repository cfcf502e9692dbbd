'use client'

import { useEffect, useState } from 'react'
import { type PaletteReading, readPalette } from './palette-items'

const PAUSE_MS = 90

/** Asks the server after a short pause; a later answer never loses to an earlier one. `busy`: the shown list is older. */
export function usePalette(query: string): { reading: PaletteReading | null; busy: boolean } {
  const [answered, setAnswered] = useState<{ query: string; reading: PaletteReading } | null>(null)
  useEffect(() => {
    const abort = new AbortController()
    const timer = setTimeout(
      async () => {
        const reading = await readPalette(query, abort.signal)
        if (!abort.signal.aborted) setAnswered({ query, reading })
      },
      query ? PAUSE_MS : 0,
    )
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [query])
  return { reading: answered?.reading ?? null, busy: answered?.query !== query }
}
