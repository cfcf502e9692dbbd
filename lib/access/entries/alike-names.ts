import UFuzzy from '@leeoniya/ufuzzy'

/** One letter wrong, left out, too much or swapped in each word; words in any order. */
const fuzzy = new UFuzzy({ intraMode: 1, intraSlice: [0, Infinity] })

/** Below this, everything is one letter away from everything. */
const SHORTEST = 4

/** Places of the names that somebody who typed this may have meant, best first. */
export function alikeNames(names: string[], term: string): number[] {
  if (term.length < SHORTEST) return []
  const [places, info, order] = fuzzy.search(names, term, 1)
  return order && info ? order.flatMap(at => info.idx[at] ?? []) : [...(places ?? [])]
}
