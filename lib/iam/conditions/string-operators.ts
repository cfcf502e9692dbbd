import { NO, type Ternary, UNKNOWN, YES } from '../ternary'
import { compileGlob, globMatches, STAR } from '../wildcard'
import { type ConditionOperator, withNegation } from './condition-operator'

const text = { variables: true, wildcards: false }

export const stringOperators: ConditionOperator[] = [
  ...withNegation('StringEquals', 'StringNotEquals', {
    ...text,
    prepare: value => requestValue => requestValue === value,
    samples: values => [...values],
    fitsBeginning: literalFits,
  }),
  ...withNegation('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', {
    ...text,
    prepare(value) {
      const lower = value.toLowerCase()
      return requestValue => requestValue.toLowerCase() === lower
    },
    samples: values =>
      values.flatMap(value => [value, value.toLowerCase(), value.toUpperCase(), swapFirst(value)]),
    fitsBeginning: (value, beginning) => literalFits(value.toLowerCase(), beginning.toLowerCase()),
  }),
  ...withNegation('StringLike', 'StringNotLike', {
    variables: true,
    wildcards: true,
    prepare(value) {
      const glob = compileGlob(value)
      return requestValue => globMatches(glob, requestValue)
    },
    samples: values => (values.every(isPrefixOrLiteral) ? values.flatMap(extensions) : null),
    fitsBeginning: patternFits,
  }),
]

function literalFits(value: string, beginning: string): Ternary {
  return value.startsWith(beginning) ? UNKNOWN : NO
}

function patternFits(value: string, beginning: string): Ternary {
  const glob = compileGlob(value)
  if (value.endsWith(STAR) && globMatches(glob, beginning)) return YES
  if (glob.literal !== null) return literalFits(value, beginning)
  return glob.prefix.startsWith(beginning) || beginning.startsWith(glob.prefix) ? UNKNOWN : NO
}

function isPrefixOrLiteral(value: string): boolean {
  return compileGlob(value.endsWith(STAR) ? value.slice(0, -1) : value).literal !== null
}

function extensions(value: string): string[] {
  if (!value.endsWith(STAR)) return [value]
  const prefix = value.slice(0, -1)
  return [prefix, `${prefix}\u0001`]
}

/** Another spelling of the same text, if it has a letter at all. */
function swapFirst(value: string): string {
  const at = value.search(/[a-z]/i)
  if (at < 0) return value
  const letter = value.charAt(at)
  const swapped = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()
  return value.slice(0, at) + swapped + value.slice(at + 1)
}
