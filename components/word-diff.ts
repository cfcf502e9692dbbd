import { commonLengths } from './common-lengths'

/** Half-open, in UTF-16 places. */
export interface Span {
  from: number
  to: number
}

/** An identifier with its hyphens is one word, and so is a wildcard: ids change as a whole. */
const WORD = /[\p{L}\p{N}_…-]+|\s+|./gsu

/** Less in common than this, and a line is another line rather than a changed one. */
const ALIKE = 0.4
/** Words times words: above it a text is too long to be read word by word anyway. */
const MOST = 1_000_000

interface Word extends Span {
  text: string
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    text: word,
    from: index,
    to: index + word.length,
  }))
}

const isSpace = (text: string) => text.trim() === ''
const lengthOf = (words: readonly Word[]) =>
  words.reduce((sum, { text }) => sum + (isSpace(text) ? 0 : text.length), 0)

function joined(words: readonly Word[]): Span[] {
  const spans: Span[] = []
  for (const { from, to, text } of words) {
    const last = spans.at(-1)
    if (last?.to === from) last.to = to
    else if (!isSpace(text)) spans.push({ from, to })
  }
  return spans
}

/** The words of each text that the other does not have in that place; none where the two are hardly alike. */
export function changedWords(before: string, after: string): { before: Span[]; after: Span[] } {
  const [old, fresh] = [wordsOf(before), wordsOf(after)]
  const none = { before: [], after: [] }
  if (old.length * fresh.length > MOST) return none
  const common = commonLengths(
    old.map(({ text }) => text),
    fresh.map(({ text }) => text),
  )
  const [gone, come, kept]: [Word[], Word[], Word[]] = [[], [], []]
  for (let i = 0, j = 0; i < old.length || j < fresh.length; ) {
    const [was, is] = [old[i], fresh[j]]
    if (was && is && was.text === is.text) {
      kept.push(was)
      i++
      j++
    } else if (!is || (was && (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) {
      if (was) gone.push(was)
      i++
    } else {
      come.push(is)
      j++
    }
  }
  const shorter = Math.min(lengthOf(old), lengthOf(fresh))
  if (lengthOf(kept) < shorter * ALIKE) return none
  return { before: joined(gone), after: joined(come) }
}
