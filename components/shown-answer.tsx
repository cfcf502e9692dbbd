'use client'
import { createContext, type ReactNode } from 'react'

/** ISO: when the reading that the page shows was begun; null before the first. */
export const ShownAnswer = createContext<string | null>(null)

export function ShownAnswerIs({ answer, children }: { answer: string | null; children: ReactNode }) {
  return <ShownAnswer value={answer}>{children}</ShownAnswer>
}
