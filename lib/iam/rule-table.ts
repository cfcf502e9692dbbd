import { allOf, anyOf, type Formula, identityOf, leavesOf, negationOf, testsOf } from './formula'
import { matchConditions, openPattern } from './match-statement'
import type { OpenTests } from './open-tests'
import { readingsOf } from './pattern-readings'
import type { LayerKind } from './policy-snapshot'
import type { PreparedStatement } from './prepare-statement'
import type { RequestContext } from './request-context'
import type { Site } from './resource-facts'
import type { Draft, PatternUse, Rule } from './rule'
import { hangsOnSite, siteKeysOf } from './site-rules'
import { compileGlob, type Glob } from './wildcard'

/** Whether a statement's conditions are left open whatever is known. */
export type IsDistrusted = (prepared: PreparedStatement, effect: 'Allow' | 'Deny', kind: LayerKind) => boolean

/** Patterns and rules of an account, each kept once. It only grows, so versions of a snapshot can share it. */
export class RuleTable {
  readonly patterns: Glob[] = []
  /** Patterns with wildcards; the others are found by name. */
  readonly wildcards: number[] = []
  readonly rules: Rule[] = []
  readonly tests: OpenTests = { keysOf: new Map(), conditionOf: new Map() }
  readonly #patternIds = new Map<string, number>()
  readonly #ruleIds = new Map<string, number>()
  readonly #statementIds = new Map<PreparedStatement, number>()
  readonly #isDistrusted: IsDistrusted

  constructor(isDistrusted: IsDistrusted) {
    this.#isDistrusted = isDistrusted
  }

  /** The rules a statement of such a layer gives under these facts; none when a condition fails. */
  rulesOf(prepared: PreparedStatement, kind: LayerKind, context: RequestContext): number[] {
    return (['Deny', 'Allow'] as const).flatMap(effect => {
      if (effect === 'Deny' ? !prepared.mayDeny : !prepared.mayAllow) return []
      const distrust = this.#isDistrusted(prepared, effect, kind)
      const draft = this.#draft(prepared, effect, distrust, context)
      if (draft === null) return []
      if (!hangsOnSite(draft, this.tests, context)) return this.#keep(draft, null)
      return this.#keepBySite(prepared, draft, distrust, context)
    })
  }

  /** A layer that could not be read allows perhaps. */
  unreadRule(why: string): number {
    return this.#keep({ effect: 'Allow', not: false, uses: null, rest: { unread: why } }, null)
  }

  #draft(
    prepared: PreparedStatement,
    effect: 'Allow' | 'Deny',
    distrust: boolean,
    context: RequestContext,
  ): Draft | null {
    const conditions = matchConditions(prepared, context, distrust, effect, this.tests)
    if (conditions === false) return null
    const { statement, unreadable } = prepared
    const sentence = unreadable[0]
    const rest =
      sentence === undefined
        ? conditions
        : allOf([conditions, { unread: `${effect} ${statement.index} ${statement.lines.from}: ${sentence}` }])
    if (prepared.resource === null) return { effect, not: false, uses: null, rest }
    const uses: PatternUse[] = []
    for (const pattern of prepared.resource.patterns) {
      const openTest = (open: string[]) => openPattern(pattern.text, open, effect, this.tests)
      for (const { encoded, when } of readingsOf(pattern, prepared.resource.not, context, openTest))
        uses.push({ pattern: this.#pattern(encoded), open: when })
    }
    return { effect, not: prepared.resource.not, uses, rest }
  }

  /** Principals share such a rule when they agree on everything else that its open parts ask for. */
  #keepBySite(prepared: PreparedStatement, draft: Draft, distrust: boolean, context: RequestContext): number {
    let statement = this.#statementIds.get(prepared)
    if (statement === undefined) {
      statement = this.#statementIds.size
      this.#statementIds.set(prepared, statement)
    }
    const facts = siteKeysOf(prepared).map(key => context.nameOf(key))
    const variants = new Map<string, Rule | null>()
    const at = (site: Site): Rule | null => {
      const known = variants.get(site.name)
      if (known !== undefined) return known
      const settled = this.#draft(prepared, draft.effect, distrust, context.withFacts(site.facts))
      const rule = settled === null ? null : (this.rules[this.#keep(settled, null)] ?? null)
      variants.set(site.name, rule)
      return rule
    }
    return this.#keep(draft, { name: `${statement} ${distrust} ${facts.join()}`, at })
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

  #keep({ effect, not, uses, rest }: Draft, bySite: { name: string; at: Rule['at'] } | null): number {
    const where =
      uses?.map(use => `${use.pattern}${use.open === true ? '' : nameOf(use.open)}`).join() ?? 'any'
    const name = `${effect}|${not}|${where}|${nameOf(rest)}|${bySite?.name ?? ''}`
    const known = this.#ruleIds.get(name)
    if (known !== undefined) return known
    const places = uses?.map(use => use.open) ?? []
    const id = this.rules.length
    const openKeys = [...this.#openKeys([rest, ...places]), ...doubtsOf(places)]
    this.rules.push({ id, effect, not, uses, rest, openKeys, at: bySite?.at ?? null })
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
