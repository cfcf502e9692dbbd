import { FAULTS, faultsOf, weightOf } from './combinations.js'

/**
 * @typedef {import('./combinations.js').AwsCall} AwsCall
 * @typedef {import('./combinations.js').Combination} Combination
 */

/**
 * Two faults for every call. A new start takes seconds: what is asked only then fails together.
 * @param {AwsCall[]} calls
 * @param {() => number} random
 * @returns {Combination[]}
 */
export function someCombinations(calls, random) {
  const two = (/** @type {string[]} */ faults) =>
    shuffled(
      faults.filter(fault => fault !== 'slow'),
      random,
    ).slice(0, 2)
  const kept = calls.filter(call => call.kept)
  // Of each weight by itself: what explains one does not explain the other.
  const together = [...new Set(kept.map(weightOf))].map(weight =>
    kept.filter(call => weightOf(call) === weight),
  )
  const general = Object.keys(FAULTS).filter(fault => !FAULTS[fault]?.only)
  const iam = calls.filter(call => call.action === 'GetAccountAuthorizationDetails')
  return [
    ...calls
      .filter(call => !call.kept)
      .flatMap(call =>
        two(faultsOf(call)).map(fault => ({ calls: [call], fault, state: /** @type {const} */ ('running') })),
      ),
    ...together.flatMap(group =>
      two(general).map(fault => ({ calls: group, fault, state: /** @type {const} */ ('cold') })),
    ),
    { calls: iam, fault: 'denied', state: 'cold' },
  ]
}

/**
 * @template T
 * @param {readonly T[]} items
 * @param {() => number} random
 * @returns {T[]}
 */
function shuffled(items, random) {
  return items
    .map(item => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

/**
 * What one seed tries, and where it looks each time: the same whether all of it is tried or a part.
 * @param {AwsCall[]} calls
 * @param {string[]} addresses
 * @param {number} seed
 * @returns {{ combination: Combination, addresses: string[] }[]}
 */
export function shortForm(calls, addresses, seed) {
  const random = randomFrom(seed)
  const combinations = someCombinations(calls, random)
  const hands = deal(addresses, combinations.length, random)
  return combinations.map((combination, at) => ({ combination, addresses: hands[at] ?? [] }))
}

/** The same numbers for the same seed: mulberry32. @param {number} seed */
export function randomFrom(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Of the short form: enough that every screen has its turn. */
const SCREENS_AT_ONCE = 6

/**
 * Some screens for each combination, all of them in turn.
 * @param {string[]} addresses
 * @param {number} hands
 * @param {() => number} random
 */
export function deal(addresses, hands, random) {
  const rounds = Math.ceil((hands * SCREENS_AT_ONCE) / addresses.length)
  const cards = Array.from({ length: rounds }, () => shuffled(addresses, random)).flat()
  return Array.from({ length: hands }, (_, at) =>
    cards.slice(at * SCREENS_AT_ONCE, (at + 1) * SCREENS_AT_ONCE),
  )
}
