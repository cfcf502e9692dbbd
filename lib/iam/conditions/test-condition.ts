import { resolveTemplate } from '../policy-variables'
import type { RequestContext } from '../request-context'
import { both, either, NO, opposite, type Ternary, ternaryOf, UNKNOWN, YES } from '../ternary'
import { compileGlob, globMatches } from '../wildcard'
import type { ConditionOperator } from './condition-operator'
import type { PreparedCondition, PreparedValue } from './prepare-condition'

export interface ConditionOutcome {
  value: Ternary
  /** Keys the outcome hangs on, when it is unknown. */
  open: string[]
}

/** Whether one condition holds for what is known of the request. */
export function testCondition(condition: PreparedCondition, context: RequestContext): ConditionOutcome {
  const open: string[] = []
  const state = context.look(condition.lowerKey)
  if (state === 'absent') return { value: ternaryOf(holdsWhenAbsent(condition)), open }
  const present = state !== 'unknown' || context.isPresent(condition.lowerKey)
  if (condition.operator === null) return testNull(condition, !present)
  if (state === 'unknown') {
    const beginning = context.beginning(condition.lowerKey)
    const value = matchesNothing(condition, context)
      ? whateverTheValue(condition, present, false)
      : beginning === null
        ? whateverTheValue(condition, present, condition.universal || null)
        : whateverFollows(condition, beginning)
    if (value === UNKNOWN) open.push(condition.source.key)
    return { value, open }
  }
  const value = testValues(condition, condition.operator, state, context, open)
  return { value, open: value === UNKNOWN ? open : [] }
}

/** The operator's own rule for a key that is not in the request (IAM User Guide, "Condition operators"). */
export function holdsWhenAbsent(condition: PreparedCondition): boolean {
  if (condition.operator === null) return condition.nullWanted.absent
  if (condition.ifExists || condition.quantifier === 'ForAllValues') return true
  return condition.quantifier === null && condition.operator.negated
}

function testNull(condition: PreparedCondition, unknown: boolean): ConditionOutcome {
  const { absent, present } = condition.nullWanted
  if (!unknown) return { value: ternaryOf(present), open: [] }
  if (absent === present) return { value: ternaryOf(present), open: [] }
  return { value: UNKNOWN, open: [condition.source.key] }
}

/** Variables without a value leave nothing that any key could equal. */
function matchesNothing({ operator, values }: PreparedCondition, context: RequestContext): boolean {
  return (
    operator !== null &&
    values.length > 0 &&
    values.every(value => 'template' in value && resolveTemplate(value.template, context).encoded === null)
  )
}

/** A pattern that fits every text, or none, can settle a test although the key is unknown. */
function whateverTheValue(condition: PreparedCondition, present: boolean, fits: boolean | null): Ternary {
  if (fits === null || condition.operator === null) return UNKNOWN
  const whenPresent = fits !== condition.operator.negated
  return present || holdsWhenAbsent(condition) === whenPresent ? ternaryOf(whenPresent) : UNKNOWN
}

/** The beginning of a value can settle a test: `AROA…:` fits `AROA…:*` and no other role's id. */
function whateverFollows(condition: PreparedCondition, beginning: string): Ternary {
  const { operator, literals, values } = condition
  if (!operator?.fitsBeginning) return whateverTheValue(condition, true, condition.universal || null)
  const open = literals.length < values.length ? UNKNOWN : NO
  const found = literals
    .map(value => operator.fitsBeginning?.(value, beginning) ?? UNKNOWN)
    .reduce(either, open)
  return operator.negated ? opposite(found) : found
}

function testValues(
  condition: PreparedCondition,
  operator: ConditionOperator,
  values: readonly string[],
  context: RequestContext,
  open: string[],
): Ternary {
  const one = (requestValue: string): Ternary => {
    let found: Ternary = NO
    for (const value of condition.values) {
      found = either(found, testValue(operator, value, requestValue, context, open))
    }
    return found
  }
  if (condition.quantifier === null) {
    const found = values.map(one).reduce(either, NO)
    return operator.negated ? opposite(found) : found
  }
  // An empty string is a null data set (IAM User Guide, "Set operators for multivalued context keys").
  if (values.every(value => value === '')) return ternaryOf(holdsWhenAbsent(condition))
  const answers = values.map(value => (operator.negated ? opposite(one(value)) : one(value)))
  return condition.quantifier === 'ForAllValues' ? answers.reduce(both, YES) : answers.reduce(either, NO)
}

function testValue(
  operator: ConditionOperator,
  value: PreparedValue,
  requestValue: string,
  context: RequestContext,
  open: string[],
): Ternary {
  if ('test' in value) return ternaryOf(value.test(requestValue))
  const { encoded, open: keys } = resolveTemplate(value.template, context)
  if (encoded === null) return NO
  if (keys.length === 0) return ternaryOf(operator.prepare(encoded)?.(requestValue) ?? false)
  const relaxed = compileGlob(encoded.toLowerCase())
  if (!globMatches(relaxed, requestValue.toLowerCase())) return NO
  open.push(...keys)
  return UNKNOWN
}
