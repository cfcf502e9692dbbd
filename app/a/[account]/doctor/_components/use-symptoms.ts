'use client'

import { useEffect, useState } from 'react'
import { recognise } from '@/lib/connect/doctor/recognise'
import type { Recognised } from '@/lib/connect/doctor/recognised'

/** Long enough that it is not read letter by letter while somebody types. */
const SETTLE_MS = 300

/** What was pasted, and what it says: both in this tab's memory alone, and gone when the page is left. */
export function useSymptoms() {
  const [text, setText] = useState('')
  const [recognised, setRecognised] = useState<Recognised | null>(null)
  useEffect(() => {
    if (text.trim() === '') return setRecognised(null)
    const timer = setTimeout(() => setRecognised(recognise(text)), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [text])
  useEffect(() => {
    // A page that the back button brings back comes without it.
    const forget = () => setText('')
    window.addEventListener('pagehide', forget)
    return () => window.removeEventListener('pagehide', forget)
  }, [])
  return { text, setText, recognised }
}
