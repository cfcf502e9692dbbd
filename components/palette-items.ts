import type { PageReading } from '@/lib/actions/read-page'
import { searchTextOf } from '@/lib/connect/pasted-connection'
import { routes } from '@/lib/routes'
import type { FoundItem, SearchAnswer } from '@/lib/services/shell/search-everything'

export interface PaletteReading extends SearchAnswer {
  /** Why the list is empty, when something went wrong. */
  problem: string | null
}

export const GROUP_WORDS: Record<FoundItem['group'], string> = {
  do: 'Do',
  targets: 'Targets',
  principals: 'Principals',
  databaseUsers: 'Database users',
  findings: 'Findings',
}

const failed = (problem: string): PaletteReading => ({ items: [], notSearched: null, problem })

/** A pasted line leaves this page as its host and user. Our own server's answer: its shape is fixed by the route of the same build. */
export async function readPalette(query: string, signal: AbortSignal): Promise<PaletteReading> {
  try {
    const answer = await fetch(routes.palette({ q: searchTextOf(query) }), {
      signal,
      headers: { accept: 'application/json' },
    })
    const reading = (await answer.json()) as PageReading<SearchAnswer>
    return reading.ok ? { ...reading.value, problem: null } : failed(reading.message)
  } catch {
    return failed('The server did not answer. Try again.')
  }
}

/** Splits `text` so that every part equal to `term` can be set bold. */
export function highlight(text: string, term: string): { text: string; hit: boolean }[] {
  if (!term) return [{ text, hit: false }]
  const parts: { text: string; hit: boolean }[] = []
  const lower = text.toLowerCase()
  const needle = term.toLowerCase()
  let at = 0
  for (let found = lower.indexOf(needle); found >= 0; found = lower.indexOf(needle, at)) {
    if (found > at) parts.push({ text: text.slice(at, found), hit: false })
    at = found + needle.length
    parts.push({ text: text.slice(found, at), hit: true })
  }
  if (at < text.length) parts.push({ text: text.slice(at), hit: false })
  return parts
}
