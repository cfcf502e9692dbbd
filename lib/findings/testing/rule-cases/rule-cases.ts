import type { sampleInventory } from '@/lib/access/testing/sample-inventory'

export type World = Parameters<typeof sampleInventory>[0]

/** Smallest worlds by name: in each of the first a rule says one thing, in each of the second nothing. */
export interface RuleCases {
  fires: Record<string, World>
  silent: Record<string, World>
}

export type CasesByRule = Record<string, RuleCases>
