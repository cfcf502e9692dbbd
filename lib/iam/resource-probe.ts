import type { Rule, RuleTable } from './rule-table'
import { globMatches } from './wildcard'

const UNASKED = 255

/** One resource against the patterns and rules of an account, each asked at most once. */
export class ResourceProbe {
  readonly #table: RuleTable
  readonly #resource: string
  readonly #hits: Uint8Array
  readonly #states: Uint8Array

  constructor(table: RuleTable, resource: string) {
    this.#table = table
    this.#resource = resource
    this.#hits = new Uint8Array(table.patterns.length).fill(UNASKED)
    this.#states = new Uint8Array(table.rules.length).fill(UNASKED)
  }

  hits(pattern: number): boolean {
    const known = this.#hits[pattern]
    if (known !== UNASKED) return known === 1
    const glob = this.#table.patterns[pattern]
    const hit = glob !== undefined && globMatches(glob, this.#resource)
    this.#hits[pattern] = hit ? 1 : 0
    return hit
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
