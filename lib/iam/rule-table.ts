import { allOf, anyOf, type Formula, identityOf, leavesOf, negationOf, testsOf } from './formula'
import { matchConditions, type OpenTests, openPattern } from './match-statement'
import { readingsOf } from './pattern-readings'
import type { PreparedStatement } from './prepare-statement'
import type { RequestContext } from './request-context'
import { compileGlob, type Glob } from './wildcard'

/** A resource pattern in use: an index into the table, and the test that stays open when it matches only perhaps. */
export interface PatternUse {
  pattern: number
  open: Formula
}

/** One effect of one statement, with everything settled but the resource. */
export interface Rule {
  id: number
  effect: 'Allow' | 'Deny'
  not: boolean
  /** null: the resource could not be read; it then matches everything and `rest` is open. */
  uses: PatternUse[] | null
  /** Conditions and whatever could not be read. Never false. */
  rest: Formula
  /** Lower-case keys of open tests, and doubts about patterns; the flag says that the test fails when the key is absent. */
  openKeys: { key: string; failsWhenAbsent: boolean }[]
}

/** Patterns and rules of an account, each kept once. It only grows, so versions of a snapshot can share it. */
export class RuleTable {
  readonly patterns: Glob[] = []
  /** Patterns with wildcards; the others are found by name. */
  readonly wildcards: number[] = []
  readonly rules: Rule[] = []
  readonly tests: OpenTests = { keysOf: new Map(), conditionOf: new Map() }
  readonly #patternIds = new Map<string, number>()
  readonly #ruleIds = new Map<string, number>()
  readonly #distrust: boolean

  constructor(distrust: boolean) {
    this.#distrust = distrust
  }

  /** The rules a statement gives under these facts; none when a condition fails. */
  rulesOf(prepared: PreparedStatement, context: RequestContext): number[] {
    const ids: number[] = []
    if (prepared.mayDeny) ids.push(...this.#rule(prepared, 'Deny', context))
    if (prepared.mayAllow) ids.push(...this.#rule(prepared, 'Allow', context))
    return ids
  }

  /** A layer that could not be read allows perhaps. */
  unreadRule(why: string): number {
    return this.#keep('Allow', false, null, { unread: why })
  }

  #rule(prepared: PreparedStatement, effect: 'Allow' | 'Deny', context: RequestContext): number[] {
    const conditions = matchConditions(prepared, context, this.#distrust, effect, this.tests)
    if (conditions === false) return []
    const { statement, unreadable } = prepared
    const sentence = unreadable[0]
    const rest =
      sentence === undefined
        ? conditions
        : allOf([conditions, { unread: `${effect} ${statement.index} ${statement.lines.from}: ${sentence}` }])
    if (prepared.resource === null) return [this.#keep(effect, false, null, rest)]
    const uses: PatternUse[] = []
    for (const pattern of prepared.resource.patterns) {
      const openTest = (open: string[]) => openPattern(pattern.text, open, effect, this.tests)
      for (const { encoded, when } of readingsOf(pattern, prepared.resource.not, context, openTest))
        uses.push({ pattern: this.#pattern(encoded), open: when })
    }
    return [this.#keep(effect, prepared.resource.not, uses, rest)]
  }

  #pattern(encoded: string): number {
    const known = this.#patternIds.get(encoded)
    if (known !== undefined) return known
    const glob = compileGlob(encoded)
    const id = this.patterns.push(glob) - 1
    this.#patternIds.set(encoded, id)
    if (glob.literal === null) this.wildcards.push(id)
    return id
  }

  /** The pattern that is exactly this text. */
  literalPattern(text: string): number | undefined {
    return this.#patternIds.get(text)
  }

  #keep(effect: 'Allow' | 'Deny', not: boolean, uses: PatternUse[] | null, rest: Formula): number {
    const where =
      uses?.map(use => `${use.pattern}${use.open === true ? '' : nameOf(use.open)}`).join() ?? 'any'
    const name = `${effect}|${not}|${where}|${nameOf(rest)}`
    const known = this.#ruleIds.get(name)
    if (known !== undefined) return known
    const places = uses?.map(use => use.open) ?? []
    const id = this.rules.length
    this.rules.push({
      id,
      effect,
      not,
      uses,
      rest,
      openKeys: [...this.#openKeys([rest, ...places]), ...doubtsOf(places)],
    })
    this.#ruleIds.set(name, id)
    return id
  }

  #openKeys(formulas: Formula[]): Rule['openKeys'] {
    return formulas.flatMap(testsOf).flatMap(test =>
      (this.tests.keysOf.get(test) ?? [test.key]).map(key => ({
        key: key.toLowerCase(),
        failsWhenAbsent: failsWhenAbsent(test.operator, test.negated),
      })),
    )
  }
}

/** Two patterns may hang on the same doubt. */
function doubtsOf(places: Formula[]): Rule['openKeys'] {
  const doubts = places.flatMap(leavesOf).flatMap(leaf => ('unread' in leaf ? leaf.unread : []))
  return doubts.map(key => ({ key, failsWhenAbsent: false }))
}

function nameOf(formula: Formula): string {
  return typeof formula === 'boolean' ? String(formula) : identityOf(formula)
}

/** Plain positive tests do; negated, IfExists, ForAllValues and Null ones may hold. */
function failsWhenAbsent(operator: string, negated: boolean): boolean {
  return !negated && !/ifexists$|^forallvalues:|^null$|^resource$/i.test(operator)
}

/** What must hold for the rule to match a resource, given which of its patterns hit. */
export function ruleFormula(rule: Rule, hits: (pattern: number) => boolean): Formula {
  if (rule.uses === null) return rule.rest
  const place = anyOf(rule.uses.filter(use => hits(use.pattern)).map(use => use.open))
  return allOf([rule.not ? negationOf(place) : place, rule.rest])
}
