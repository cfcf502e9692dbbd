'use client'
import { useEffect, useRef } from 'react'
import { announce } from '@/components/ui/announce'
import type { MatrixAddress } from './matrix-address'
import type { MatrixData } from './matrix-data'
import type { MatrixView } from './matrix-lines'
import { viewWords } from './view-words'

/** Long enough that typing in the find box is heard once. */
const REST_MS = 400

/** Filters, folding and expanding are heard as well as seen. */
export function useAnnouncedView(
  data: MatrixData,
  view: MatrixView,
  address: MatrixAddress,
  opened: ReadonlySet<string>,
) {
  const last = useRef({ address, opened })
  useEffect(() => {
    const timer = setTimeout(() => {
      const words = viewWords(data, view, last.current, { address, opened })
      last.current = { address, opened }
      if (words) announce(words)
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [data, view, address, opened])
}
