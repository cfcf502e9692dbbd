import { testCondition } from './conditions/test-condition'
import type { ConditionExpression, ConditionTest, VariableNeed } from './evaluation'
import { allOf, anyOf, type Formula, negationOf } from './formula'
import type { OpenTests } from './open-tests'
import { readingsOf } from './pattern-readings'
import type { Template } from './policy-variables'
import type { PreparedStatement } from './prepare-statement'
import type { RequestContext } from './request-context'
import { NO, UNKNOWN, YES } from './ternary'
import { hasEnded } from './times-from'
import { needsOf } from './variable-needs'
import { compileGlob, globMatches } from './wildcard'

export function matchResource(
  prepared: PreparedStatement,
  resource: string,
  context: RequestContext,
  effect: 'Allow' | 'Deny',
  tests: OpenTests,
): Formula {
  if (prepared.resource === null) return true
  const { not, patterns } = prepared.resource
  const places: Formula[] = []
  for (const pattern of patterns) {
    const openTest = (open: string[], template: Template) => {
      const needs = needsOf(template, resource, context)
      return openPattern(pattern.text, open, effect, tests, needs ?? undefined)
    }
    const readings = readingsOf(pattern, not, context, openTest)
    for (const { glob, encoded, when } of readings) {
      if (globMatches(glob ?? compileGlob(encoded), resource)) places.push(when)
    }
  }
  const formula = anyOf(places)
  return not ? negationOf(formula) : formula
}

/** The test that stays open where a variable of a resource pattern is not known. */
export function openPattern(
  pattern: string,
  open: string[],
  effect: 'Allow' | 'Deny',
  tests: OpenTests,
  needs?: VariableNeed[],
): ConditionExpression {
  const asked = { key: open[0] ?? '', operator: 'Resource', values: [pattern], negated: false, effect }
  const test: ConditionTest = needs ? { ...asked, needs } : asked
  tests.keysOf.set(test, open)
  return { test }
}

/** All conditions together. `distrust` leaves every test open, whatever the facts; one that has ended never holds again. */
export function matchConditions(
  prepared: PreparedStatement,
  context: RequestContext,
  distrust: boolean,
  effect: 'Allow' | 'Deny',
  tests: OpenTests,
): Formula {
  const parts: Formula[] = []
  for (const condition of prepared.conditions) {
    if (context.at !== null && !context.isGiven(condition.lowerKey) && hasEnded(condition, context.at))
      return false
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
