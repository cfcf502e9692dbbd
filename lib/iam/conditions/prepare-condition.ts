import type { StatementCondition } from '../document'
import { parseTemplate, type Template, templateKeys } from '../policy-variables'
import type { ConditionOperator, ValueTest } from './condition-operator'
import { operatorNamed, type Quantifier } from './operators'

/** A value is a ready test, or a template that needs the request's facts first. */
export type PreparedValue = { test: ValueTest } | { template: Template }

/** One key under one operator, read once per document. */
export interface PreparedCondition {
  source: StatementCondition
  lowerKey: string
  quantifier: Quantifier
  ifExists: boolean
  /** null: the existence test. */
  operator: ConditionOperator | null
  values: PreparedValue[]
  /** Its values without variables, as encoded patterns. */
  literals: string[]
  /** For Null: which of its two answers are accepted. */
  nullWanted: { absent: boolean; present: boolean }
  /** Whatever the key's value, one of the values matches it. */
  universal: boolean
  /** The key and every variable in its values. */
  keys: string[]
}

/** A sentence when the condition cannot be read. */
export function prepareCondition(source: StatementCondition, variables: boolean): PreparedCondition | string {
  const named = operatorNamed(source.operator)
  if (named === null) return `"${source.operator}" is not a condition operator.`
  const prepared: PreparedCondition = {
    source,
    lowerKey: source.key.toLowerCase(),
    quantifier: named.quantifier,
    ifExists: named.ifExists,
    operator: named.operator,
    values: [],
    literals: [],
    nullWanted: { absent: false, present: false },
    universal: false,
    keys: [source.key],
  }
  return named.operator === null ? prepareNull(prepared) : prepareValues(prepared, named.operator, variables)
}

function prepareNull(prepared: PreparedCondition): PreparedCondition | string {
  for (const value of prepared.source.values) {
    const lower = value.toLowerCase()
    if (lower === 'true') prepared.nullWanted.absent = true
    else if (lower === 'false') prepared.nullWanted.present = true
    else return `Null asks for "true" or "false", not ${JSON.stringify(value)}.`
  }
  return prepared
}

function prepareValues(
  prepared: PreparedCondition,
  operator: ConditionOperator,
  variables: boolean,
): PreparedCondition | string {
  for (const value of prepared.source.values) {
    const template = parseTemplate(value, operator.wildcards, variables && operator.variables)
    const [only] = template
    if (template.length === 1 && typeof only === 'string') {
      const test = operator.prepare(only)
      if (test === null) return `${operator.name} cannot compare with ${JSON.stringify(value)}.`
      prepared.values.push({ test })
      prepared.literals.push(only)
      if (operator.wildcards && /^\uFFFE+$/.test(only)) prepared.universal = true
    } else {
      prepared.values.push({ template })
      prepared.keys.push(...templateKeys(template))
    }
  }
  const { domain } = operator
  if (domain?.every(value => prepared.values.some(one => 'test' in one && one.test(value))))
    prepared.universal = true
  return prepared
}
