import type { Formula } from './formula'
import type { Site } from './resource-facts'

/** A resource pattern in use: an index into the table, and the test that stays open when it matches only perhaps. */
export interface PatternUse {
  pattern: number
  open: Formula
}

/** One effect of one statement, with everything settled but the resource. */
export interface Rule {
  id: number
  effect: 'Allow' | 'Deny'
  not: boolean
  /** null: the resource could not be read; it then matches everything and `rest` is open. */
  uses: PatternUse[] | null
  /** Conditions and whatever could not be read. Never false. */
  rest: Formula
  /** Lower-case keys of open tests, and doubts about patterns; the flag says that the test fails when the key is absent. */
  openKeys: { key: string; failsWhenAbsent: boolean }[]
  /** What the rule comes to where the Region and account of the resource are known; null: it hangs on neither. */
  at: ((site: Site) => Rule | null) | null
}

/** A rule before it has its place in the table. */
export type Draft = Pick<Rule, 'effect' | 'not' | 'uses' | 'rest'>
