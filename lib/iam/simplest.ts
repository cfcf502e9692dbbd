import { allOf, anyOf, type Formula, identityOf, type Leaf, leavesOf, negationOf } from './formula'
import { outcomesTogether } from './key-outcomes'
import type { OpenTests } from './open-tests'

/** Beyond this many combinations the tests are left as if they had nothing to do with each other. */
const MOST_COMBINATIONS = 1024

type Assignment = ReadonlyMap<string, boolean>

/**
 * The formula without tests that cannot make a difference: several tests of one key are judged together,
 * so that "is a" and "is not a" never count as both open.
 */
export function simplest(formula: Formula, tests: OpenTests): Formula {
  const leaves = leavesOf(formula)
  const subjects = new Set(leaves.map(leaf => ('test' in leaf ? leaf.test.key.toLowerCase() : leaf.unread)))
  if (subjects.size === leaves.length) return formula
  const atoms = new Map(leaves.map(leaf => [identityOf(leaf), leaf]))
  const combinations = combinationsOf(atoms, tests)
  if (combinations === null) return formula
  const wanted = combinations.map(assignment => holds(formula, assignment))
  const isSame = (candidate: Formula) =>
    combinations.every((assignment, index) => holds(candidate, assignment) === wanted[index])
  let shortest = formula
  for (const name of [...atoms.keys()].reverse()) {
    for (const constant of [false, true]) {
      const candidate = substitute(shortest, name, constant)
      if (isSame(candidate)) shortest = candidate
    }
  }
  return shortest
}

/** Every combination of answers that some request can give. */
function combinationsOf(atoms: ReadonlyMap<string, Leaf>, tests: OpenTests): Assignment[] | null {
  const groups = new Map<string, string[]>()
  for (const [name, leaf] of atoms) {
    const together = 'test' in leaf && tests.conditionOf.has(leaf.test) ? leaf.test.key.toLowerCase() : name
    groups.set(together, [...(groups.get(together) ?? []), name])
  }
  let combinations: [string, boolean][][] = [[]]
  for (const names of groups.values()) {
    const outcomes = outcomesOf(names, atoms, tests)
    if (outcomes === null || combinations.length * outcomes.length > MOST_COMBINATIONS) return null
    const pairs = outcomes.map(outcome =>
      names.map((name, index): [string, boolean] => [name, outcome[index] ?? false]),
    )
    combinations = combinations.flatMap(before => pairs.map(outcome => [...before, ...outcome]))
  }
  return combinations.map(pairs => new Map(pairs))
}

function outcomesOf(
  names: readonly string[],
  atoms: ReadonlyMap<string, Leaf>,
  tests: OpenTests,
): boolean[][] | null {
  const conditions = names.flatMap(name => {
    const leaf = atoms.get(name)
    return (leaf !== undefined && 'test' in leaf && tests.conditionOf.get(leaf.test)) || []
  })
  const together = conditions.length > 1 ? outcomesTogether(conditions) : null
  return together ?? independent(names.length)
}

function independent(count: number): boolean[][] | null {
  if (2 ** count > MOST_COMBINATIONS) return null
  let outcomes: boolean[][] = [[]]
  for (let index = 0; index < count; index += 1) {
    outcomes = outcomes.flatMap(outcome => [
      [...outcome, false],
      [...outcome, true],
    ])
  }
  return outcomes
}

function holds(formula: Formula, assignment: Assignment): boolean {
  if (typeof formula === 'boolean') return formula
  if ('not' in formula) return !holds(formula.not, assignment)
  if ('all' in formula) return formula.all.every(part => holds(part, assignment))
  if ('any' in formula) return formula.any.some(part => holds(part, assignment))
  return assignment.get(identityOf(formula)) ?? false
}

/** The formula once one test is known. */
export function substitute(formula: Formula, name: string, constant: boolean): Formula {
  if (typeof formula === 'boolean') return formula
  if ('not' in formula) return negationOf(substitute(formula.not, name, constant))
  if ('all' in formula) return allOf(formula.all.map(part => substitute(part, name, constant)))
  if ('any' in formula) return anyOf(formula.any.map(part => substitute(part, name, constant)))
  return identityOf(formula) === name ? constant : formula
}
