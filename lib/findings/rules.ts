import type { FindingRule } from './finding'

/** Every rule, in the order in which they are asked; the list is sorted by severity afterwards. */
export const RULES: readonly FindingRule[] = []
