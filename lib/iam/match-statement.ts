import type { PreparedCondition } from './conditions/prepare-condition'
import { testCondition } from './conditions/test-condition'
import type { ConditionExpression, ConditionTest } from './evaluation'
import { allOf, anyOf, type Formula, negationOf } from './formula'
import type { PreparedPattern, PreparedStatement } from './prepare-statement'
import type { RequestContext } from './request-context'
import { either, NO, type Ternary, ternaryOf, UNKNOWN, YES } from './ternary'
import { resolveTemplate } from './variables'
import { compileGlob, globMatches } from './wildcard'

export interface PatternMatch {
  value: Ternary
  open: string[]
}

export function matchPattern(
  pattern: PreparedPattern,
  resource: string,
  context: RequestContext,
): PatternMatch {
  if (pattern.glob !== null) return { value: ternaryOf(globMatches(pattern.glob, resource)), open: [] }
  const { encoded, open } = resolveTemplate(pattern.template, context)
  if (encoded === null || !globMatches(compileGlob(encoded), resource)) return { value: NO, open: [] }
  return { value: open.length === 0 ? YES : UNKNOWN, open }
}

/** Of each open test: the keys it hangs on, and the condition it came from. */
export interface OpenTests {
  keysOf: Map<ConditionTest, string[]>
  conditionOf: Map<ConditionTest, PreparedCondition>
}

export function matchResource(
  prepared: PreparedStatement,
  resource: string,
  context: RequestContext,
  effect: 'Allow' | 'Deny',
  tests: OpenTests,
): Formula {
  if (prepared.resource === null) return true
  const { not, patterns } = prepared.resource
  const open: ConditionExpression[] = []
  let found: Ternary = NO
  for (const pattern of patterns) {
    const match = matchPattern(pattern, resource, context)
    found = either(found, match.value)
    if (match.value === YES) break
    if (match.value === UNKNOWN) open.push({ test: resourceTest(pattern.text, match.open, effect, tests) })
  }
  const formula = found === UNKNOWN ? anyOf(open) : found === YES
  return not ? negationOf(formula) : formula
}

export function resourceTest(
  pattern: string,
  open: string[],
  effect: 'Allow' | 'Deny',
  tests: OpenTests,
): ConditionTest {
  const test = { key: open[0] ?? '', operator: 'Resource', values: [pattern], negated: false, effect }
  tests.keysOf.set(test, open)
  return test
}

/** All conditions together. `distrust` leaves every test open, whatever the facts. */
export function matchConditions(
  prepared: PreparedStatement,
  context: RequestContext,
  distrust: boolean,
  effect: 'Allow' | 'Deny',
  tests: OpenTests,
): Formula {
  const parts: Formula[] = []
  for (const condition of prepared.conditions) {
    const outcome = distrust ? { value: UNKNOWN, open: condition.keys } : testCondition(condition, context)
    if (outcome.value === NO) return false
    if (outcome.value === YES) continue
    const { key, operator, values } = condition.source
    const test = { key, operator, values, negated: condition.operator?.negated ?? false, effect }
    tests.keysOf.set(test, outcome.open)
    if (!distrust) tests.conditionOf.set(test, condition)
    parts.push({ test })
  }
  return allOf(parts)
}
