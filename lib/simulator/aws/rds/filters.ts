import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Parameters } from '@/lib/simulator/aws/parameters'

type Test<T> = (item: T, values: readonly string[]) => boolean

/** `Filters`: each must hold, any of its values will do; a name the call does not know is an error. */
export function filtered<T>(
  items: readonly T[],
  parameters: Parameters,
  known: Record<string, Test<T>>,
): T[] {
  return parameters.structures('Filters.Filter').reduce<T[]>(
    (left, filter) => {
      const name = filter.required('Name')
      const values = filter.list('Values.Value')
      const test = Object.hasOwn(known, name) ? known[name] : undefined
      if (!test) throw new AwsError('InvalidParameterValue', 400, `Unrecognized filter name: ${name}`)
      if (values.length === 0) {
        throw new AwsError(
          'InvalidParameterCombination',
          400,
          `The filter ${name} must have at least one value.`,
        )
      }
      return left.filter(item => test(item, values))
    },
    [...items],
  )
}
