'use client'
import { useRouter } from 'next/navigation'
import { useContext, useEffect, useRef, useTransition } from 'react'
import { formatClock } from '@/lib/format'
import { newerAnswer } from './newer-answer'
import { ShownAnswer } from './shown-answer'
import { announce } from './ui/announce'
import { useReadingStatus } from './use-reading-status'

const FIELDS = 'input, textarea, select, [contenteditable]'
/** A plan that waits for a yes, a question, an open menu. */
const OPEN = '#page input[name=digest], [role=dialog], [role=menu], [role=listbox]'

/** Whether something would move under the hands or the eyes of a person. */
function isAtStake(): boolean {
  const typed = [...document.querySelectorAll<HTMLTextAreaElement>('#page textarea')]
  return (
    document.activeElement?.matches(FIELDS) === true ||
    document.querySelector(OPEN) !== null ||
    window.getSelection()?.isCollapsed === false ||
    typed.some(({ value }) => value !== '')
  )
}

/** Whoever pressed a key or a button so lately is at work. */
const AT_WORK_MS = 3_000
/** Not oftener by itself, however often AWS is read. */
const BY_ITSELF_EVERY_MS = 60_000

/** When a person last did something here. */
function useLastInput() {
  const last = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    const note = () => {
      last.current = performance.now()
    }
    const kinds = ['keydown', 'pointerdown', 'wheel'] as const
    for (const kind of kinds) window.addEventListener(kind, note, { capture: true, passive: true })
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, note, true)
    }
  }, [])
  return last
}

/**
 * A newer answer than the page shows. Taken by itself where nobody is at work; elsewhere a button offers it. Either way
 * the page keeps its place: only what differs is drawn.
 */
export function useNewerAnswer(readAt: string | null): {
  newer: string | null
  take: () => void
  taking: boolean
} {
  const router = useRouter()
  const shown = useContext(ShownAnswer)
  const status = useReadingStatus()
  const [taking, start] = useTransition()
  const lastInput = useLastInput()
  const takenAt = useRef(Number.NEGATIVE_INFINITY)
  const newer = newerAnswer(status?.answer ?? null, shown, readAt)
  const take = () => start(() => router.refresh())
  // With every look at the server: who was at work may be done.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    const now = performance.now()
    const atWork = now - lastInput.current < AT_WORK_MS || now - takenAt.current < BY_ITSELF_EVERY_MS
    if (newer === null || atWork || isAtStake()) return
    takenAt.current = now
    take()
  }, [status])
  useEffect(() => {
    if (newer) announce(`Newer answer, ${formatClock(newer)} UTC`)
  }, [newer])
  return { newer, take, taking }
}
