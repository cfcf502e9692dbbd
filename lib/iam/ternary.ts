/** Three-valued logic. Ordered, so that "all" is the least and "any" the greatest. */
export type Ternary = 0 | 1 | 2

export const NO = 0
export const UNKNOWN = 1
export const YES = 2

export function both(left: Ternary, right: Ternary): Ternary {
  return left < right ? left : right
}

export function either(left: Ternary, right: Ternary): Ternary {
  return left > right ? left : right
}

export function opposite(value: Ternary): Ternary {
  return (2 - value) as Ternary
}

export function ternaryOf(value: boolean): Ternary {
  return value ? YES : NO
}
