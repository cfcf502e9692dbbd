'use client'
import { useRouter } from 'next/navigation'
import { useContext, useEffect, useRef, useTransition } from 'react'
import { formatClock } from '@/lib/format'
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

/**
 * A newer answer than the page shows. Taken by itself where nobody is at work; elsewhere, and where it was tried once,
 * a button offers it. Either way the page keeps its place: React draws only what differs.
 */
export function useNewerAnswer(): { newer: string | null; take: () => void; taking: boolean } {
  const router = useRouter()
  const shown = useContext(ShownAnswer)
  const status = useReadingStatus()
  const [taking, start] = useTransition()
  const tried = useRef<string | null>(null)
  const answer = status?.answer ?? null
  const newer = answer !== null && shown !== null && answer > shown ? answer : null
  const take = () => start(() => router.refresh())
  // Asked again with every look at the server: who was at work may be done.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (newer === null || tried.current === newer || isAtStake()) return
    tried.current = newer
    start(() => router.refresh())
  }, [status])
  useEffect(() => {
    if (newer) announce(`Newer answer, ${formatClock(newer)} UTC`)
  }, [newer])
  return { newer, take, taking }
}
