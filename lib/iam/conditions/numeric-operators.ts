import { comparisonOperators } from './comparison'

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/

export function readNumber(value: string): number | null {
  return NUMBER.test(value) ? Number(value) : null
}

export const numericOperators = comparisonOperators('Numeric', readNumber, String)
