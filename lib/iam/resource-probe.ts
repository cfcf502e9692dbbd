import { type Site, siteOf } from './resource-facts'
import type { Rule } from './rule'
import type { RuleTable } from './rule-table'
import { globMatches } from './wildcard'

const UNASKED = 255

/** One resource against the patterns and rules of an account; a rule is asked at most once. */
export class ResourceProbe {
  readonly #table: RuleTable
  readonly #hits: Uint8Array
  readonly #states: Uint8Array
  readonly #resource: string
  readonly site: Site

  constructor(table: RuleTable, resource: string) {
    this.#table = table
    this.#resource = resource
    this.site = siteOf(resource)
    this.#hits = new Uint8Array(table.patterns.length)
    this.#states = new Uint8Array(table.rules.length).fill(UNASKED)
    const literal = table.literalPattern(resource)
    if (literal !== undefined) this.#hits[literal] = 1
    for (const id of table.wildcards) {
      const glob = table.patterns[id]
      if (glob !== undefined && globMatches(glob, resource)) this.#hits[id] = 1
    }
  }

  hits(pattern: number): boolean {
    const hit = this.#hits[pattern]
    if (hit !== undefined) return hit === 1
    // A rule settled for this site has brought a pattern of its own.
    const glob = this.#table.patterns[pattern]
    return glob !== undefined && globMatches(glob, this.#resource)
  }

  /** 2 where the rule matches for certain, 1 perhaps, 0 not. */
  state(id: number): number {
    const known = this.#states[id] ?? 0
    if (known !== UNASKED) return known
    const rule = this.#table.rules[id]
    const state = rule === undefined ? 0 : this.#find(rule)
    this.#states[id] = state
    return state
  }

  #find(rule: Rule): number {
    if (rule.at !== null) {
      const settled = rule.at(this.site)
      return settled === null ? 0 : this.#find(settled)
    }
    const place = rule.uses === null ? 1 : this.#place(rule)
    return rule.rest === true ? place : Math.min(place, 1)
  }

  #place(rule: Rule): number {
    let found = 0
    for (const use of rule.uses ?? []) {
      if (found === 2 || !this.hits(use.pattern)) continue
      found = use.open === true ? 2 : Math.max(found, 1)
    }
    return rule.not ? 2 - found : found
  }
}
