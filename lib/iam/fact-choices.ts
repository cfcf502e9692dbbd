import type { PreparedCondition } from './conditions/prepare-condition'
import { testCondition } from './conditions/test-condition'
import { allOf, anyOf, type Formula, identityOf, leavesOf } from './formula'
import { outcomesTogether } from './key-outcomes'
import type { OpenTests } from './open-tests'
import { RequestContext } from './request-context'
import { substitute } from './simplest'
import { UNKNOWN, YES } from './ternary'

/** The values that a key may have, one list for each state; the empty list: the key is absent. */
export type States = readonly (readonly string[])[]

/** Of one key: its states, `anything`, or null where nothing is said of it. The conditions are all that test it. */
export type StatesOf = (
  lowerKey: string,
  conditions: readonly PreparedCondition[],
) => States | 'anything' | null

/** What is said of a caller who stands for many. */
export interface Choices {
  /** All that can be so: where no state lets the caller in, there is no way. */
  possible?: StatesOf
  /** What the caller may choose: one state that lets them in is enough. */
  some?: StatesOf
  /** What differs among them: every state must let them in. */
  every?: StatesOf
}

/** The formula once `some` or `every` state of each such key is put in; tests of other keys stay. */
export function withStates(
  formula: Formula,
  tests: OpenTests,
  statesOf: StatesOf,
  quantifier: 'some' | 'every',
): Formula {
  let settled = formula
  for (const { names, outcomes } of tested(formula, tests, statesOf)) {
    const versions = outcomes.map(outcome =>
      names.reduce((left, name, at) => substitute(left, name, outcome[at] ?? false), settled),
    )
    settled = quantifier === 'some' ? anyOf(versions) : allOf(versions)
  }
  return settled
}

/** The formula without the tests that come out alike in every state of their key. */
export function withoutSettled(formula: Formula, tests: OpenTests, statesOf: StatesOf): Formula {
  let settled = formula
  for (const { names, outcomes } of tested(formula, tests, statesOf)) {
    for (const [at, name] of names.entries()) {
      const answers = new Set(outcomes.map(outcome => outcome[at] ?? false))
      const [only = false] = answers
      if (answers.size === 1) settled = substitute(settled, name, only)
    }
  }
  return settled
}

/** Of each key: its tests, and how they come out together in each of its states. */
function* tested(
  formula: Formula,
  tests: OpenTests,
  statesOf: StatesOf,
): Generator<{ names: string[]; outcomes: boolean[][] }> {
  const byKey = new Map<string, Map<string, PreparedCondition>>()
  for (const leaf of leavesOf(formula)) {
    const condition = 'test' in leaf ? tests.conditionOf.get(leaf.test) : undefined
    if (condition === undefined) continue
    const known = byKey.get(condition.lowerKey) ?? new Map<string, PreparedCondition>()
    byKey.set(condition.lowerKey, known.set(identityOf(leaf), condition))
  }
  for (const [key, conditions] of byKey) {
    const outcomes = outcomesOf(key, [...conditions.values()], statesOf)
    if (outcomes !== null) yield { names: [...conditions.keys()], outcomes }
  }
}

function outcomesOf(
  key: string,
  conditions: readonly PreparedCondition[],
  statesOf: StatesOf,
): boolean[][] | null {
  const states = statesOf(key, conditions)
  if (states === null) return null
  if (states === 'anything') return outcomesTogether(conditions)
  const found: boolean[][] = []
  for (const state of states) {
    const context = new RequestContext({ [key]: [...state] }, [], 'discovery')
    const answers = conditions.map(condition => testCondition(condition, context).value)
    if (answers.includes(UNKNOWN)) return null
    found.push(answers.map(answer => answer === YES))
  }
  return found
}
