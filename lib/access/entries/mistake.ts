/** What may be wrong in an entry, the most telling first. */
export const MISTAKE_KINDS = [
  'service',
  'spelling',
  'swapped',
  'partition',
  'account',
  'withoutUser',
  'name',
  'member',
  'stale',
  'region',
  'arnCapitals',
  'user',
  'incomplete',
  'nothing',
  'capitals',
] as const

export type MistakeKind = (typeof MISTAKE_KINDS)[number]

export interface Mistake {
  kind: MistakeKind
  /** The part as written. */
  written: string
  /** What belongs there; null: it cannot be told. */
  instead: string | null
  /** Which part of the entry it is; null: the entry as a whole. */
  part: 'partition' | 'service' | 'region' | 'account' | 'id' | 'user' | null
  /** Of a user: what is wrong with it, `with a space around it`. */
  because?: string
}
