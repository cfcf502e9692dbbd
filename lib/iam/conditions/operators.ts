import { arnOperators } from './arn-operators'
import { binaryOperators } from './binary-operators'
import { booleanOperators } from './boolean-operators'
import type { ConditionOperator } from './condition-operator'
import { dateOperators } from './date-operators'
import { ipOperators } from './ip-operators'
import { numericOperators } from './numeric-operators'
import { stringOperators } from './string-operators'

const TABLE = new Map<string, ConditionOperator>(
  [
    ...stringOperators,
    ...numericOperators,
    ...dateOperators,
    ...booleanOperators,
    ...binaryOperators,
    ...ipOperators,
    ...arnOperators,
  ].map(operator => [operator.name.toLowerCase(), operator]),
)

export type Quantifier = 'ForAllValues' | 'ForAnyValue' | null

/** `operator` null: the existence test Null, which looks at the key and not at its values. */
export interface NamedOperator {
  quantifier: Quantifier
  ifExists: boolean
  operator: ConditionOperator | null
  /** As the documentation spells it. */
  spelling: string
}

const QUANTIFIERS = ['ForAllValues', 'ForAnyValue'] as const
const IF_EXISTS = 'IfExists'

/** Reads 'ForAnyValue:StringLikeIfExists'; null when there is no such operator. Case does not matter. */
export function operatorNamed(name: string): NamedOperator | null {
  const lower = name.toLowerCase()
  if (lower === 'null') return { quantifier: null, ifExists: false, operator: null, spelling: 'Null' }
  const quantifier = QUANTIFIERS.find(prefix => lower.startsWith(`${prefix.toLowerCase()}:`)) ?? null
  const rest = quantifier === null ? lower : lower.slice(quantifier.length + 1)
  const ifExists = rest.endsWith(IF_EXISTS.toLowerCase())
  const base = ifExists ? rest.slice(0, -IF_EXISTS.length) : rest
  const operator = TABLE.get(base)
  if (operator === undefined) return null
  const spelling = `${quantifier === null ? '' : `${quantifier}:`}${operator.name}${ifExists ? IF_EXISTS : ''}`
  return { quantifier, ifExists, operator, spelling }
}
