import type { ConditionOperator } from './condition-operator'

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
  print: (point: number) => string,
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
    samples: values => pointsAround(values, read, print),
  }))
}

/** The points themselves, one between each two, and one beyond either end. */
function pointsAround(
  values: readonly string[],
  read: (value: string) => number | null,
  print: (point: number) => string,
): string[] | null {
  const points = values.map(read).filter(point => point !== null)
  const sorted = [...new Set(points)].sort((left, right) => left - right)
  const first = sorted[0]
  const last = sorted[sorted.length - 1]
  if (first === undefined || last === undefined) return [...values]
  const around = [first - 1, last + 1]
  for (const [index, point] of sorted.entries()) around.push((point + (sorted[index + 1] ?? point)) / 2)
  return [...values, ...around.map(print)]
}
