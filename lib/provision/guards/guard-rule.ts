import type { Question } from '../dialect'
import type { Guard } from '../user-plan'

/** What stops a change as a whole; null: nothing of it. */
export type Rule = (question: Question) => Guard | null

/** A stop that no line lifts. */
export const stop = (id: string, title: string, text: string, more: Partial<Guard> = {}): Guard => ({
  id,
  title,
  text,
  line: null,
  as: null,
  instead: [],
  ...more,
})
