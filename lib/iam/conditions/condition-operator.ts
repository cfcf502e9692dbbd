import type { Ternary } from '../ternary'

/** Whether one request value satisfies one policy value. */
export type ValueTest = (requestValue: string) => boolean

/** One row of the operator table. Shared code never asks which operator it has: each says what it does. */
export interface ConditionOperator {
  name: string
  negated: boolean
  /** Policy variables are replaced in its values. */
  variables: boolean
  /** `*` and `?` in its values are wildcards. */
  wildcards: boolean
  /** `value` is an encoded pattern when wildcards are allowed. null: the value cannot be read. */
  prepare(value: string): ValueTest | null
  /** Whether a request value that begins so satisfies the policy value, whatever follows. Without it: not known. */
  fitsBeginning?(value: string, beginning: string): Ternary
  /** The only values that a key compared in this way can have. */
  domain?: readonly string[]
  /**
   * Request values that stand for every way the given policy values can be met or missed, or null when no
   * finite list does. Lets several tests of one key be judged together.
   */
  samples(values: readonly string[]): string[] | null
}

/** An operator and its negation share everything else. */
export function withNegation(
  positive: string,
  negative: string,
  rest: Omit<ConditionOperator, 'name' | 'negated'>,
): ConditionOperator[] {
  return [
    { ...rest, name: positive, negated: false },
    { ...rest, name: negative, negated: true },
  ]
}
