import type { Formula } from './formula'
import type { OpenTests } from './match-statement'

/** The formula without tests that cannot make a difference. */
export function simplest(formula: Formula, _tests: OpenTests): Formula {
  return formula
}
