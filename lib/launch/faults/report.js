import { wordsFor } from './combinations.js'

/**
 * Each misleading sentence once, with where and under what it was seen.
 * @param {import('./try-combination.js').Result[]} results
 */
export function reportOf(results) {
  /** @type {Map<string, { words: string, addresses: Set<string>, combinations: Set<string> }>} */
  const sentences = new Map()
  for (const { combination, found } of results)
    for (const { rule, sentence, address } of found) {
      const words = `${rule.padEnd(8)} ${sentence.slice(0, 240)}`
      const one = sentences.get(words) ?? { words, addresses: new Set(), combinations: new Set() }
      one.addresses.add(address.replace(/\?.*/, ''))
      one.combinations.add(wordsFor(combination))
      sentences.set(words, one)
    }
  return [...sentences.values()]
    .toSorted((a, b) => b.combinations.size - a.combinations.size)
    .map(({ words, addresses, combinations }) => {
      const [first, ...others] = combinations
      const more = others.length > 0 ? ` and ${others.length} more` : ''
      return `  ${words}\n           at ${[...addresses].slice(0, 4).join(' ')}\n           under ${first}${more}`
    })
    .join('\n')
}
