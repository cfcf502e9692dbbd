import { type Site, siteOf } from './resource-facts'
import type { Rule } from './rule'
import type { RuleTable } from './rule-table'
import type { Glob } from './wildcard'
import { globMatches } from './wildcard'

/** Where a rule matches, one bit a column: for certain, and perhaps. */
export interface RuleBits {
  yes: Uint32Array
  perhaps: Uint32Array
  anyYes: boolean
  anyPerhaps: boolean
}

/** The columns of a matrix, with the literal names indexed and the wildcards narrowed by their prefix. */
export class ColumnIndex {
  readonly resources: readonly string[]
  readonly words: number
  readonly #places = new Map<string, number[]>()
  readonly #order: number[]
  readonly #patternBits: (Uint32Array | undefined)[] = []
  readonly #ruleBits: (RuleBits | undefined)[] = []
  readonly #siteOf: (Site | undefined)[] = []
  #sites: Map<string, { site: Site; columns: Uint32Array }> | null = null

  constructor(resources: readonly string[]) {
    this.resources = [...resources]
    this.words = (resources.length + 31) >>> 5
    for (const [index, resource] of resources.entries()) {
      const places = this.#places.get(resource)
      if (places === undefined) this.#places.set(resource, [index])
      else places.push(index)
    }
    const names = this.resources
    this.#order = names
      .map((_, index) => index)
      .sort((left, right) => compare(names[left] ?? '', names[right] ?? ''))
  }

  isFor(resources: readonly string[]): boolean {
    const own = this.resources
    return own.length === resources.length && own.every((resource, index) => resource === resources[index])
  }

  ruleBits(rule: Rule, table: RuleTable): RuleBits {
    let bits = this.#ruleBits[rule.id]
    if (bits === undefined) {
      bits = this.#findRuleBits(rule, table)
      this.#ruleBits[rule.id] = bits
    }
    return bits
  }

  hits(pattern: number, column: number, table: RuleTable): boolean {
    const bits = this.#bitsOf(pattern, table)
    return (((bits[column >>> 5] ?? 0) >>> (column & 31)) & 1) === 1
  }

  #findRuleBits(rule: Rule, table: RuleTable): RuleBits {
    if (rule.at !== null) return this.#findSiteBits(rule.at, table)
    const yes = new Uint32Array(this.words)
    const perhaps = new Uint32Array(this.words)
    if (rule.uses === null) perhaps.fill(0xffffffff)
    for (const use of rule.uses ?? [])
      orInto(use.open === true ? yes : perhaps, this.#bitsOf(use.pattern, table))
    for (let word = 0; word < this.words; word += 1) {
      const certain = yes[word] ?? 0
      const possible = (perhaps[word] ?? 0) & ~certain
      yes[word] = rule.not ? ~(certain | possible) : certain
      perhaps[word] = possible
    }
    if (rule.rest !== true) {
      orInto(perhaps, yes)
      yes.fill(0)
    }
    return { yes, perhaps, anyYes: yes.some(isSet), anyPerhaps: perhaps.some(isSet) }
  }

  /** A rule that hangs on the site, settled for each and put together again. */
  #findSiteBits(at: NonNullable<Rule['at']>, table: RuleTable): RuleBits {
    const yes = new Uint32Array(this.words)
    const perhaps = new Uint32Array(this.words)
    for (const { site, columns } of this.#sitesInUse()) {
      const settled = at(site)
      if (settled === null) continue
      const bits = this.ruleBits(settled, table)
      for (let word = 0; word < this.words; word += 1) {
        yes[word] = (yes[word] ?? 0) | ((bits.yes[word] ?? 0) & (columns[word] ?? 0))
        perhaps[word] = (perhaps[word] ?? 0) | ((bits.perhaps[word] ?? 0) & (columns[word] ?? 0))
      }
    }
    return { yes, perhaps, anyYes: yes.some(isSet), anyPerhaps: perhaps.some(isSet) }
  }

  siteAt(column: number): Site {
    const known = this.#siteOf[column]
    if (known !== undefined) return known
    const site = siteOf(this.resources[column] ?? '')
    this.#siteOf[column] = site
    return site
  }

  #sitesInUse(): Iterable<{ site: Site; columns: Uint32Array }> {
    if (this.#sites === null) {
      this.#sites = new Map()
      for (let column = 0; column < this.resources.length; column += 1) {
        const site = this.siteAt(column)
        const known = this.#sites.get(site.name) ?? { site, columns: new Uint32Array(this.words) }
        setBit(known.columns, column)
        this.#sites.set(site.name, known)
      }
    }
    return this.#sites.values()
  }

  #bitsOf(pattern: number, table: RuleTable): Uint32Array {
    let bits = this.#patternBits[pattern]
    if (bits === undefined) {
      bits = new Uint32Array(this.words)
      const glob = table.patterns[pattern]
      if (glob !== undefined) this.#mark(glob, bits)
      this.#patternBits[pattern] = bits
    }
    return bits
  }

  #mark(glob: Glob, bits: Uint32Array): void {
    if (glob.literal !== null) {
      for (const column of this.#places.get(glob.literal) ?? []) setBit(bits, column)
      return
    }
    for (let at = this.#firstAtLeast(glob.prefix); at < this.#order.length; at += 1) {
      const column = this.#order[at] ?? 0
      const resource = this.resources[column] ?? ''
      if (!resource.startsWith(glob.prefix)) break
      if (globMatches(glob, resource)) setBit(bits, column)
    }
  }

  #firstAtLeast(prefix: string): number {
    let low = 0
    let high = this.#order.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (compare(this.resources[this.#order[middle] ?? 0] ?? '', prefix) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** By code unit, so that names with one prefix lie together. */
function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

function isSet(word: number): boolean {
  return word !== 0
}

function setBit(bits: Uint32Array, column: number): void {
  bits[column >>> 5] = (bits[column >>> 5] ?? 0) | (1 << (column & 31))
}

export function orInto(target: Uint32Array, source: Uint32Array): void {
  for (let word = 0; word < target.length; word += 1) target[word] = (target[word] ?? 0) | (source[word] ?? 0)
}
