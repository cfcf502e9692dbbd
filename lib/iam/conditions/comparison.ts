import type { ConditionOperator } from './operator'

type Compare = (request: number, policy: number) => boolean

const COMPARISONS: [suffix: string, negated: boolean, compare: Compare][] = [
  ['Equals', false, (request, policy) => request === policy],
  ['NotEquals', true, (request, policy) => request === policy],
  ['LessThan', false, (request, policy) => request < policy],
  ['LessThanEquals', false, (request, policy) => request <= policy],
  ['GreaterThan', false, (request, policy) => request > policy],
  ['GreaterThanEquals', false, (request, policy) => request >= policy],
]

/** The six comparisons of a family whose values are points on a line. */
export function comparisonOperators(
  family: string,
  read: (value: string) => number | null,
): ConditionOperator[] {
  return COMPARISONS.map(([suffix, negated, compare]) => ({
    name: family + suffix,
    negated,
    variables: false,
    wildcards: false,
    prepare(value) {
      const policy = read(value)
      if (policy === null) return null
      return requestValue => {
        const request = read(requestValue)
        return request !== null && compare(request, policy)
      }
    },
  }))
}
