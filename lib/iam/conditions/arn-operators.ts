import { arnFields } from '../arn'
import { compileGlob, globMatches } from '../wildcard'
import { type ConditionOperator, withNegation } from './condition-operator'

/** The six components are compared one by one, so that a star never runs into the next but the last. */
function prepare(value: string): ((requestValue: string) => boolean) | null {
  const fields = arnFields(value)
  if (fields.length !== 6) return null
  const globs = fields.map(compileGlob)
  return requestValue => {
    const components = arnFields(requestValue)
    return components.length === 6 && globs.every((glob, index) => globMatches(glob, components[index] ?? ''))
  }
}

const arn = { variables: true, wildcards: true, prepare, samples: () => null }

/** ArnEquals and ArnLike behave identically (IAM User Guide, "ARN condition operators"). */
export const arnOperators: ConditionOperator[] = [
  ...withNegation('ArnEquals', 'ArnNotEquals', arn),
  ...withNegation('ArnLike', 'ArnNotLike', arn),
]
