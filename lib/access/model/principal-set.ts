/** Principals by index, one bit each: thousands of database users each have a set of their own. */
export type PrincipalSet = Uint32Array

export const emptySet = (size: number): PrincipalSet => new Uint32Array((size + 31) >>> 5)

export function setOf(flags: readonly boolean[]): PrincipalSet {
  const set = emptySet(flags.length)
  flags.forEach((flag, index) => {
    if (flag) addTo(set, index)
  })
  return set
}

export function addTo(set: PrincipalSet, index: number): void {
  const word = index >>> 5
  set[word] = (set[word] ?? 0) | (1 << (index & 31))
}

function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** How many are in the set and in none of the others. */
export function countWithout(set: PrincipalSet, ...others: readonly PrincipalSet[]): number {
  let count = 0
  for (let word = 0; word < set.length; word++) {
    let bits = set[word] ?? 0
    for (const other of others) bits &= ~(other[word] ?? 0)
    count += bitsIn(bits)
  }
  return count
}
