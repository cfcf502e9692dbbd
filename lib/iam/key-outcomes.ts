import type { PreparedCondition } from './conditions/prepare-condition'
import { testCondition } from './conditions/test-condition'
import { RequestContext } from './request-context'
import { YES } from './ternary'

const MOST_VALUES_TO_COMBINE = 6
/** Equal to no value that a policy would name. */
const SOMETHING_ELSE = '\u0001something else\u0001'

/** IAM User Guide, "AWS global condition context keys": every other global key has one value at most. */
const GLOBAL_KEYS_OF_SEVERAL_VALUES = new Set([
  'aws:calledvia',
  'aws:principalorgpaths',
  'aws:principalservicenameslist',
  'aws:resourceorgpaths',
  'aws:sourceorgpaths',
  'aws:tagkeys',
  'aws:vpceorgpaths',
])

/** Of type String, so with one value (IAM User Guide, "IAM and AWS STS condition context keys"). */
const STS_KEYS_OF_ONE_VALUE = new Set(['sts:externalid', 'sts:rolesessionname', 'sts:sourceidentity'])

/** A service's own key may have several values for all we know. */
function mayHaveSeveralValues(key: string): boolean {
  const name = key.toLowerCase()
  if (STS_KEYS_OF_ONE_VALUE.has(name)) return false
  return !name.startsWith('aws:') || GLOBAL_KEYS_OF_SEVERAL_VALUES.has(name)
}

/**
 * The combinations of answers that several conditions on one key can give together, whatever the key's value:
 * one list of booleans each. null when they cannot all be listed.
 */
export function outcomesTogether(conditions: readonly PreparedCondition[]): boolean[][] | null {
  const key = conditions[0]?.source.key ?? ''
  const values = sampleValues(conditions)
  if (values === null) return null
  const several = mayHaveSeveralValues(key) || conditions.some(condition => condition.quantifier !== null)
  const states = several ? subsetsOf(values) : values.map(only => [only])
  if (states === null) return null
  const outcomes = new Map<string, boolean[]>()
  for (const state of [[], ...states]) {
    const context = new RequestContext({ [key]: state }, [], 'strict')
    const outcome = conditions.map(condition => testCondition(condition, context).value === YES)
    outcomes.set(outcome.join(), outcome)
  }
  return [...outcomes.values()]
}

function sampleValues(conditions: readonly PreparedCondition[]): string[] | null {
  const domain = conditions.find(condition => condition.operator?.domain !== undefined)?.operator?.domain
  if (domain !== undefined) return [...domain]
  const samples = new Set([SOMETHING_ELSE])
  // Numbers and dates need the points of all tests together: between two of them lies a third answer.
  const policyValues = conditions.flatMap(condition =>
    condition.operator === null ? [] : condition.source.values,
  )
  for (const condition of conditions) {
    if (condition.values.some(value => 'template' in value)) return null
    const own = condition.operator?.samples(condition.operator.wildcards ? condition.literals : policyValues)
    if (own === null) return null
    for (const sample of own ?? []) samples.add(sample)
  }
  return [...samples]
}

function subsetsOf(values: readonly string[]): string[][] | null {
  if (values.length > MOST_VALUES_TO_COMBINE) return null
  let subsets: string[][] = [[]]
  for (const value of values) subsets = subsets.flatMap(subset => [subset, [...subset, value]])
  return subsets
}
