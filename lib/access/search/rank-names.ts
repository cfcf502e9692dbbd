import { alikeNames } from '@/lib/access/entries/alike-names'
import { joined, type NameList } from './name-list'

/** How well a name is met, the best first. */
export const RANK = {
  exact: 0,
  prefix: 1,
  wordStart: 2,
  inside: 3,
  /** By another of its names, without what separates its words, or with the words in another order. */
  otherwise: 4,
  slip: 5,
  none: 6,
} as const

export interface Ranked<Item> {
  item: Item
  rank: number
}

interface RankOptions<Item> {
  limit: number
  /** Of two that are met equally well, the one looked at lately comes first. */
  isRecent?: (item: Item) => boolean
}

const isLetter = (code: number) => (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code > 127

function startsWord(name: string, term: string, first: number): boolean {
  for (let at = first; at >= 0; at = name.indexOf(term, at + 1))
    if (at === 0 || !isLetter(name.charCodeAt(at - 1))) return true
  return false
}

const singular = (word: string) => (word.length > 4 && /[^s]s$/.test(word) ? word.slice(0, -1) : word)

interface Term {
  text: string
  bare: string
  /** More than one, in singular: all have to be in the name. */
  words: string[]
}

export function termOf(text: string): Term {
  const lower = text.toLowerCase()
  const words = lower.split(/[-_./@:\s]+/).filter(Boolean)
  return { text: lower, bare: joined(lower), words: words.map(singular) }
}

function rankOf<Item>({ names, joined: bare, others }: NameList<Item>, at: number, term: Term): number {
  const name = names[at] ?? ''
  const first = name.indexOf(term.text)
  if (first === 0) return name.length === term.text.length ? RANK.exact : RANK.prefix
  if (first > 0) return startsWord(name, term.text, first) ? RANK.wordStart : RANK.inside
  let rank: number = RANK.none
  for (const other of others[at] ?? []) {
    if (other === term.text) return RANK.exact
    if (other.includes(term.text)) rank = RANK.otherwise
  }
  if (rank !== RANK.none) return rank
  if (term.bare.length > 3 && bare[at]?.includes(term.bare)) return RANK.otherwise
  const { words } = term
  const held = words.join('').length > 3 && words.every(word => name.includes(word))
  return held ? RANK.otherwise : RANK.none
}

const PLACES = 10_000_000
const LENGTHS = 4_096

/** One number to compare: rank, then recent ones, then short names, then the order of the list. */
const keyOf = (rank: number, late: number, length: number, at: number) =>
  ((rank * 2 + late) * LENGTHS + Math.min(length, LENGTHS - 1)) * PLACES + at

/** The best few, without sorting the many. */
function keepBest(kept: number[], limit: number, key: number) {
  if (kept.length >= limit && key > (kept.at(-1) ?? 0)) return
  const place = kept.findIndex(other => key < other)
  kept.splice(place < 0 ? kept.length : place, 0, key)
  if (kept.length > limit) kept.pop()
}

function slips<Item>(list: NameList<Item>, { text, words }: Term): number[] {
  const meant = [...new Set([text, words.join(' ')])]
  return [...new Set(meant.flatMap(term => alikeNames(list.names, term)))]
}

/** Exact, then starting with the term, then a word that does, then inside; misspelled ones last. Recent ones, then short ones first. */
export function ranked<Item>(
  list: NameList<Item>,
  text: string,
  { limit, isRecent = () => false }: RankOptions<Item>,
): Ranked<Item>[] {
  const term = termOf(text)
  const kept: number[] = []
  for (let at = 0; at < list.items.length; at++) {
    const rank = term.text ? rankOf(list, at, term) : RANK.prefix
    if (rank === RANK.none) continue
    const late = isRecent(list.items[at] as Item) ? 0 : 1
    keepBest(kept, limit, keyOf(rank, late, term.text ? (list.names[at]?.length ?? 0) : 0, at))
  }
  const found = kept.map(key => ({
    item: list.items[key % PLACES] as Item,
    rank: Math.floor(key / PLACES / LENGTHS / 2),
  }))
  if (found.length >= limit) return found
  const known = new Set(kept.map(key => key % PLACES))
  const alike = slips(list, term).filter(at => !known.has(at))
  const others = alike.slice(0, limit - found.length)
  return [...found, ...others.map(at => ({ item: list.items[at] as Item, rank: RANK.slip }))]
}
