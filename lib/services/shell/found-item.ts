import 'server-only'
import type { IamAuthState } from '@/lib/access/model/target'
import type { Verdict } from '@/lib/access/model/verdict'
import { RANK } from '@/lib/access/search/rank-names'
import type { Severity } from '@/lib/findings/finding'
import type { routes } from '@/lib/routes'

export type Address = ReturnType<typeof routes.targets>

/** What the browser does by itself: no page is left for it. */
export type BrowserAct = 'dark' | 'light' | 'system' | 'print' | 'readAgain' | 'tour'

export const FOUND_GROUPS = ['do', 'targets', 'principals', 'databaseUsers', 'policies', 'findings'] as const

export interface FoundItem {
  group: (typeof FOUND_GROUPS)[number]
  title: string
  detail: string | null
  /** Null: `act` is done instead. */
  href: Address | null
  act?: BrowserAct
  state?: IamAuthState | null
  verdict?: Verdict | null
  /** SCPs over the principal are unread. */
  asFarAsRead?: boolean
  severity?: Severity | null
}

/** With how well it was met: see `RANK`. */
export interface RankedItem extends FoundItem {
  rank: number
}

/** The best group first, the better of a group first; what is met equally well stays in the order of `FOUND_GROUPS`. */
export function inGroups(found: readonly RankedItem[]): FoundItem[] {
  // Who typed a name as it is written made no slip.
  const isMet = found.some(({ rank }) => rank < RANK.prefix)
  const items = found.filter(({ rank }) => !isMet || rank < RANK.slip)
  const best = (group: FoundItem['group']) =>
    Math.min(...items.filter(item => item.group === group).map(({ rank }) => rank))
  const groups = FOUND_GROUPS.filter(group => items.some(item => item.group === group))
  return groups
    .toSorted((a, b) => best(a) - best(b))
    .flatMap(group => items.filter(item => item.group === group).toSorted((a, b) => a.rank - b.rank))
    .map(({ rank: _rank, ...item }) => item)
}
