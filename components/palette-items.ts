import { askServer } from '@/components/ask-server'
import { searchTextOf, secretIn } from '@/lib/connect/pasted-connection'
import { routes } from '@/lib/routes'
import type { FoundItem } from '@/lib/services/shell/found-item'
import type { SearchAnswer } from '@/lib/services/shell/search-everything'

export interface PaletteReading extends SearchAnswer {
  /** Why the list is empty, when something went wrong. */
  problem: string | null
}

export const GROUP_WORDS: Record<FoundItem['group'], string> = {
  do: 'Do',
  targets: 'Targets',
  principals: 'Principals',
  databaseUsers: 'Database users',
  policies: 'Policies',
  findings: 'Findings',
}

/** What is said of a pasted secret: it stays in this page, and what helps with it is offered first. */
export function secretNote(query: string): string | null {
  const kind = secretIn(query)
  if (kind === 'token')
    return 'A token was pasted. It stays in this page: only its host and user are searched for.'
  if (kind === 'secret')
    return 'This holds a password or key. It stays in this page: no more than a host and user is searched for.'
  return kind === 'long'
    ? 'This is longer than any name, so it is not searched for. It stays in this page.'
    : null
}

export function inspectorItem(query: string, account: string): FoundItem[] {
  if (secretIn(query) !== 'token') return []
  const detail = 'paste it there: it stays in the browser'
  return [{ group: 'do', title: 'Inspect this token', detail, href: routes.inspectToken(account) }]
}

/** A pasted line leaves this page as its host and user. */
export async function readPalette(query: string, signal: AbortSignal): Promise<PaletteReading> {
  const reading = await askServer<SearchAnswer>(routes.palette({ q: searchTextOf(query) }), { signal })
  return reading.ok
    ? { ...reading.value, problem: null }
    : { items: [], notSearched: null, problem: reading.message }
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
