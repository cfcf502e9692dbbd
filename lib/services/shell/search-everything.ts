import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { type AccountReading, hasIam } from '@/lib/access/model/inventory'
import { isKnown } from '@/lib/access/model/part'
import { prepareSummaries } from '@/lib/access/reach/summary'
import { unreadWords } from '@/lib/access/reading/unread-listings'
import { unreadPolicies } from '@/lib/access/reading/unread-policies'
import type { AskedVerb } from '@/lib/access/search/asked-words'
import { RANK } from '@/lib/access/search/rank-names'
import { prepareSearch } from '@/lib/access/search/search-index'
import { type Found, type SearchOptions, searchNearest } from '@/lib/access/search/search-inventory'
import { assertCan } from '@/lib/operator/operator'
import { loadReading } from '@/lib/services/account/load-inventory'
import type { Reading } from '@/lib/services/account/stale-reading'
import { runInSlices, yieldWhenDue } from '@/lib/services/account/yield-to-event-loop'
import type { Context } from '@/lib/services/context'
import { type AskedThings, askedThings } from '@/lib/services/shell/asked-things'
import { type FoundItem, inGroups, type RankedItem } from '@/lib/services/shell/found-item'
import { findingRows, foundRows } from '@/lib/services/shell/found-rows'
import {
  type Asking,
  principalAction,
  targetAction,
  userAction,
  usualActions,
} from '@/lib/services/shell/palette-actions'
import { allPages, findPages } from '@/lib/services/shell/palette-pages'

const NARROW: Record<string, FoundItem['group']> = { '@': 'principals', ':': 'targets', '>': 'do' }

/** More principals times targets than this are counted behind the search, not before its answer. */
const QUICK = 20_000

async function readyReading(context: Context): Promise<Reading> {
  const reading = await loadReading(context.account)
  await runInSlices(prepareSearch(reading))
  if (hasIam(reading) && reading.principals.length * reading.targets.length <= QUICK)
    await prepareSummaries(compileAccess(reading), yieldWhenDue())
  return reading
}

/** What no search can find now: a name that is in it is not known to be nobody's. */
function notSearched(reading: AccountReading): string | null {
  const { regions, parts } = reading
  const iam = isKnown(parts.iam) ? null : 'users, roles and findings not read'
  return (
    [iam, unreadPolicies(reading), unreadWords(regions)].filter(words => words !== null).join('; ') || null
  )
}

const SEVERAL = 3

/** For a verb without a name: what it can be done with. */
function withWhat(reading: Reading, verb: AskedVerb, { targets }: Found): Found['targets'] {
  if (verb !== 'turnOn' && verb !== 'turnOff') return targets
  const state = verb === 'turnOn' ? 'off' : 'on'
  return reading.targets
    .filter(({ iamAuth }) => iamAuth.state === state)
    .slice(0, SEVERAL)
    .map(target => ({ target, canConnect: null }))
}

/** What the verb does with what was found: with the kind that fits the name best. */
function verbRows(asking: Asking, { verb, term, found, where }: AskedThings): RankedItem[] {
  if (!verb) return []
  const { principals, databaseUsers, ranks } = found
  // A verb alone leads to its page first, then to what it could be done with.
  const asked = (items: FoundItem[], rank: number) =>
    items.map(item => ({ ...item, rank: term ? RANK.exact + rank / 10 : RANK.prefix + 0.5 }))
  const targets = term ? found.targets : withWhat(asking.reading, verb, found)
  const place = where?.targets[0]?.target ?? null
  const ofTargets = targets.slice(0, SEVERAL).flatMap(target => targetAction(asking, target, verb))
  const ofPrincipals = principals
    .slice(0, SEVERAL)
    .flatMap(each => principalAction(asking, each, verb, place))
  const here = databaseUsers.filter(({ target }) => !place || target === place)
  const ofUsers = here.slice(0, SEVERAL).flatMap(user => userAction(asking, user, verb))
  return [
    ...asked(ofTargets, place ? RANK.none : ranks.targets),
    ...asked(ofPrincipals, ranks.principals),
    ...asked(ofUsers, place ? RANK.exact : ranks.databaseUsers),
  ]
}

function doRows(asking: Asking, things: AskedThings): RankedItem[] {
  const { verb, term, found, only } = things
  const { ranks } = found
  const [best] = found.targets
  const isBest = ranks.targets <= Math.min(ranks.principals, ranks.policies, ranks.databaseUsers)
  const usual = !verb && best && term && isBest ? usualActions(asking, best) : []
  return [
    ...verbRows(asking, things),
    ...usual.map(item => ({ ...item, rank: ranks.targets })),
    ...(only ? [] : findPages(asking.context, term)),
  ]
}

export interface SearchAnswer {
  items: FoundItem[]
  /** What was not searched, because it was not read; null: everything was. */
  notSearched: string | null
  /** What an id or an address names, where nothing has it; the items are then like its name. */
  lookedFor?: string | undefined
  /** Nothing is called so: the items are what comes nearest. */
  nearest?: true
}

/** What the palette shows: `@` narrows to principals, `:` to targets, `>` to actions. */
export async function searchEverything(
  context: Context,
  query: string,
  options: SearchOptions = {},
): Promise<SearchAnswer> {
  assertCan(context, 'read')
  const only = NARROW[query.trim().charAt(0)] ?? null
  const text = (only ? query.trim().slice(1) : query).trim()
  if (only === 'do' && !text) return { items: allPages(context), notSearched: null }
  const reading = await readyReading(context)
  const things = askedThings(reading, text, options)
  const asking = { context, reading, as: things.as, database: things.database }
  const kept = (items: readonly RankedItem[]) =>
    inGroups(only ? items.filter(({ group }) => group === only) : items)
  const items = kept([
    ...doRows(asking, things),
    ...(things.verb && text ? findPages(context, text) : []),
    ...(things.verb && !things.term ? [] : foundRows(things.found, reading)),
    ...(hasIam(reading) ? await findingRows(context, reading, things.term) : []),
  ])
  const answer = { notSearched: notSearched(reading), lookedFor: things.lookedFor }
  if (items.length > 0 || !text) return { ...answer, items }
  const near = kept(foundRows(searchNearest(reading, things.term), reading))
  return near.length > 0 ? { ...answer, items: near, nearest: true } : { ...answer, items: [] }
}
