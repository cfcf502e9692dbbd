import type { NameList } from './name-list'

const LEAST = 0.4

const pairsOf = (text: string) => {
  const pairs = new Set<string>()
  for (let at = 0; at + 1 < text.length; at++) pairs.add(text.slice(at, at + 2))
  return pairs
}

/** Where nothing is called so: the names that share most pairs of letters with what was typed (Dice), and at least so many. */
export function nearestNames<Item>(list: NameList<Item>, text: string, limit: number): Item[] {
  const wanted = pairsOf(text.toLowerCase().replace(/[-_./@:\s]+/g, ''))
  if (wanted.size < 2) return []
  const scored: { at: number; share: number }[] = []
  list.joined.forEach((name, at) => {
    let shared = 0
    for (let place = 0; place + 1 < name.length; place++)
      if (wanted.has(name.slice(place, place + 2))) shared += 1
    const share = (2 * shared) / (wanted.size + Math.max(1, name.length - 1))
    if (share >= LEAST) scored.push({ at, share })
  })
  return scored
    .sort((a, b) => b.share - a.share || a.at - b.at)
    .slice(0, limit)
    .map(({ at }) => list.items[at] as Item)
}
