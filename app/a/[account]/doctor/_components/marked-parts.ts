import type { Mark } from '@/lib/connect/doctor/recognised'

export interface MarkedPart {
  start: number
  words: string
  marked: boolean
}

/** The text in its parts; one more letter, since a line that ends the text is drawn only where something follows. */
export function markedParts(text: string, marks: readonly Mark[]): MarkedPart[] {
  const parts: MarkedPart[] = []
  let at = 0
  const add = (end: number, marked: boolean) => {
    if (end > at) parts.push({ start: at, words: text.slice(at, end), marked })
    at = Math.max(at, end)
  }
  for (const { start, end } of marks) {
    add(Math.min(start, text.length), false)
    add(Math.min(end, text.length), true)
  }
  add(text.length, false)
  return text.endsWith('\n') ? [...parts, { start: text.length, words: ' ', marked: false }] : parts
}
