import { compileGlob, globMatches } from '../wildcard'
import { type ConditionOperator, withNegation } from './operator'

const text = { variables: true, wildcards: false }

export const stringOperators: ConditionOperator[] = [
  ...withNegation('StringEquals', 'StringNotEquals', {
    ...text,
    prepare: value => requestValue => requestValue === value,
  }),
  ...withNegation('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', {
    ...text,
    prepare(value) {
      const lower = value.toLowerCase()
      return requestValue => requestValue.toLowerCase() === lower
    },
  }),
  ...withNegation('StringLike', 'StringNotLike', {
    variables: true,
    wildcards: true,
    prepare(value) {
      const glob = compileGlob(value)
      return requestValue => globMatches(glob, requestValue)
    },
  }),
]
