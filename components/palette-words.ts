import { type PaletteReading, secretNote } from './palette-items'

interface Shown {
  query: string
  /** What of it is searched for. */
  term: string
  busy: boolean
  reading: PaletteReading | null
  /** Whether anything is listed. */
  some: boolean
}

/** What stands above the list: why it is empty, or why it is not quite what was asked for; null: it speaks for itself. */
export function paletteWords({ query, term, busy, reading, some }: Shown): string | null {
  const secret = secretNote(query)
  if (secret) return secret
  if (busy) return some ? null : 'Searching'
  if (reading?.problem) return reading.problem
  const partial = reading?.notSearched ? 'that was read ' : ''
  if (reading?.lookedFor) {
    const looked = `Looked for ${reading.lookedFor}: nothing ${partial}has it.`
    return some ? `${looked} By name, this comes nearest.` : looked
  }
  if (some) return reading?.nearest ? `Nothing ${partial}is called “${term}”. This comes nearest.` : null
  if (!term) return 'Type a name or an id.'
  return partial
    ? `Nothing that was read is called “${term}”.`
    : `Nothing is called “${term}”. Try a part of a name or an id.`
}
