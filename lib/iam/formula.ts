import { canonicalJson } from '@/lib/canonical-json'
import type { ConditionExpression, ConditionTest } from './evaluation'

/** An expression, or what it comes to when nothing is open. */
export type Formula = boolean | ConditionExpression

export type Leaf = { test: ConditionTest } | { unread: string }

/** Beyond this many terms the expression stays correct, only not the shortest. */
const MOST_TERMS_TO_ABSORB = 64

export function allOf(terms: readonly Formula[]): Formula {
  return combine(terms, 'all')
}

export function anyOf(terms: readonly Formula[]): Formula {
  return combine(terms, 'any')
}

export function negationOf(formula: Formula): Formula {
  if (typeof formula === 'boolean') return !formula
  return 'not' in formula ? formula.not : { not: formula }
}

function combine(terms: readonly Formula[], kind: 'all' | 'any'): Formula {
  const neutral = kind === 'all'
  const unique = new Map<string, ConditionExpression>()
  for (const term of terms) {
    if (typeof term === 'boolean') {
      if (term !== neutral) return term
      continue
    }
    for (const inner of termsOf(term, kind)) unique.set(identityOf(inner), inner)
  }
  for (const term of unique.values()) {
    if ('not' in term && unique.has(identityOf(term.not))) return !neutral
  }
  const kept = absorb([...unique.values()], kind)
  const [only] = kept
  if (only === undefined) return neutral
  if (kept.length === 1) return only
  return kind === 'all' ? { all: kept } : { any: kept }
}

function termsOf(expression: ConditionExpression, kind: 'all' | 'any'): ConditionExpression[] {
  if (kind === 'all' && 'all' in expression) return expression.all
  if (kind === 'any' && 'any' in expression) return expression.any
  return [expression]
}

/** The effect says where a test came from, not what it asks. */
export function identityOf(expression: ConditionExpression): string {
  const known = identities.get(expression)
  if (known !== undefined) return known
  const identity = spell(expression)
  identities.set(expression, identity)
  return identity
}

const identities = new WeakMap<ConditionExpression, string>()

function spell(expression: ConditionExpression): string {
  if ('all' in expression) return `all(${expression.all.map(identityOf).sort().join()})`
  if ('any' in expression) return `any(${expression.any.map(identityOf).sort().join()})`
  if ('not' in expression) return `not(${identityOf(expression.not)})`
  if ('unread' in expression) return `unread(${JSON.stringify(expression.unread)})`
  const { key, operator, values } = expression.test
  return `test(${canonicalJson([key.toLowerCase(), operator.toLowerCase(), [...values].sort()])})`
}

/** `a and (a or b)` is `a`; `a or (a and b)` is `a`. */
function absorb(terms: ConditionExpression[], kind: 'all' | 'any'): ConditionExpression[] {
  if (terms.length < 2 || terms.length > MOST_TERMS_TO_ABSORB) return terms
  const opposite = kind === 'all' ? 'any' : 'all'
  const parts = terms.map(term => new Set(termsOf(term, opposite).map(identityOf)))
  return terms.filter((_, index) => !parts.some((other, at) => at !== index && swallows(other, parts[index])))
}

function swallows(other: Set<string>, mine: Set<string> | undefined): boolean {
  return mine !== undefined && other.size < mine.size && [...other].every(part => mine.has(part))
}

/** Every test left in an expression. */
export function testsOf(formula: Formula): ConditionTest[] {
  return leavesOf(formula).flatMap(leaf => ('test' in leaf ? [leaf.test] : []))
}

/** Tests and things unread, as often as they stand there. */
export function leavesOf(formula: Formula): Leaf[] {
  if (typeof formula === 'boolean') return []
  if ('unread' in formula || 'test' in formula) return [formula]
  if ('not' in formula) return leavesOf(formula.not)
  return ('all' in formula ? formula.all : formula.any).flatMap(leavesOf)
}
