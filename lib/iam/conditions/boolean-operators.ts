import type { ConditionOperator } from './condition-operator'

export const booleanOperators: ConditionOperator[] = [
  {
    name: 'Bool',
    negated: false,
    variables: false,
    wildcards: false,
    prepare(value) {
      const wanted = value.toLowerCase()
      if (wanted !== 'true' && wanted !== 'false') return null
      return requestValue => requestValue.toLowerCase() === wanted
    },
    domain: ['true', 'false'],
    samples: () => ['true', 'false'],
  },
]
