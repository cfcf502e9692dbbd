import 'server-only'
import type { AccountReading } from '@/lib/access/model/inventory'
import { type AskedArn, askedArn } from '@/lib/access/search/asked-arn'
import { type AskedVerb, asked } from '@/lib/access/search/asked-words'
import { RANK } from '@/lib/access/search/rank-names'
import {
  type Found,
  type SearchOptions,
  searchInventory,
  targetAt,
  targetLine,
} from '@/lib/access/search/search-inventory'
import { pastedConnection, pastedDatabase } from '@/lib/connect/pasted-connection'
import type { Reading } from '@/lib/services/account/stale-reading'

/** What was typed, understood. */
export interface AskedThings {
  verb: AskedVerb | null
  term: string
  as: string | null
  database: string | null
  found: Found
  /** `remove ana from orders`: what stands after the preposition. */
  where: Found | null
  /** What an id or an address names, for who is told that nothing is there. */
  lookedFor?: string | undefined
  /** One thing was named by its id: what else its name is like is not asked for. */
  only: boolean
}

const NOTHING: Found = {
  targets: [],
  principals: [],
  policies: [],
  databaseUsers: [],
  databaseUsersOverall: [],
  ranks: { targets: RANK.none, principals: RANK.none, policies: RANK.none, databaseUsers: RANK.none },
}

/** One target that was named by an id or endpoint, and the database user named with it. */
function oneTarget(reading: Reading, target: AccountReading['targets'][number], as: string | null): Found {
  const users = as === null ? [] : searchInventory(reading, as).databaseUsers
  return {
    ...NOTHING,
    targets: [targetLine(reading, target)],
    databaseUsers: users.filter(user => user.target === target && user.name === as),
    ranks: { ...NOTHING.ranks, targets: RANK.exact, databaseUsers: RANK.prefix },
  }
}

function ofPasted(reading: Reading, text: string, options: SearchOptions): AskedThings | null {
  const pasted = pastedConnection(text)
  if (!pasted) return null
  const { host, databaseUser: as } = pasted
  const target = targetAt(reading, host)
  const term = target?.name ?? host.split('.')[0] ?? host
  const found = target ? oneTarget(reading, target, as) : searchInventory(reading, term, options)
  const lookedFor = target ? undefined : `the endpoint ${host}`
  return {
    verb: null,
    term,
    as,
    database: pastedDatabase(text),
    found,
    where: null,
    lookedFor,
    only: target !== null,
  }
}

function namedByArn(reading: Reading, { arn, name, kind, databaseUser }: AskedArn): Found | null {
  const target = reading.targets.find(
    each =>
      each.arn.toLowerCase() === arn ||
      each.resourceId.toLowerCase() === name.toLowerCase() ||
      each.members.some(({ resourceId }) => resourceId.toLowerCase() === name.toLowerCase()),
  )
  if (target) return oneTarget(reading, target, databaseUser)
  const { principals, policies } = searchInventory(reading, kind === 'principal' ? name : arn)
  // A session of a role has an ARN of its own, without the role's path.
  const isIt = ({ principal }: Found['principals'][number]) =>
    principal.arn.toLowerCase() === arn || (arn.includes(':sts:') && principal.label === `role/${name}`)
  const principal = principals.find(isIt)
  if (principal)
    return { ...NOTHING, principals: [principal], ranks: { ...NOTHING.ranks, principals: RANK.exact } }
  const policy = policies.find(each => each.policy.id.toLowerCase() === arn)
  return policy ? { ...NOTHING, policies: [policy], ranks: { ...NOTHING.ranks, policies: RANK.exact } } : null
}

function ofArn(reading: Reading, text: string, options: SearchOptions): AskedThings | null {
  const named = askedArn(text)
  if (!named) return null
  const found = namedByArn(reading, named)
  const elsewhere = /^\d{12}$/.test(named.accountId) && named.accountId !== reading.accountId
  const account = elsewhere ? `, of account ${named.accountId}` : ''
  return {
    verb: null,
    term: named.name,
    as: named.databaseUser,
    database: null,
    found: found ?? searchInventory(reading, named.name, options),
    where: null,
    lookedFor: found ? undefined : `${named.words}${named.region ? ` in ${named.region}` : ''}${account}`,
    only: found !== null,
  }
}

const PREPOSITION = /\s+(?:from|on|to|in|into)\s+/i

const isEmpty = ({ ranks }: Found) => Object.values(ranks).every(rank => rank >= RANK.none)

/** Names, with or without a verb; words that only look like a verb are searched for as they stand. */
function ofWords(reading: Reading, text: string, options: SearchOptions): AskedThings {
  const { verb, term, as } = asked(text)
  const [what = term, ...rest] = term.split(PREPOSITION)
  const place = rest.join(' ')
  const where = place ? searchInventory(reading, place, options) : null
  const found = searchInventory(reading, what, options)
  const plain = { as: null, database: null, where: null, only: false }
  if (term && isEmpty(found) && !where)
    return { ...plain, verb: null, term: text, found: searchInventory(reading, text, options) }
  return { verb, term: what, as, database: null, found, where, only: false }
}

export function askedThings(reading: Reading, text: string, options: SearchOptions): AskedThings {
  return ofPasted(reading, text, options) ?? ofArn(reading, text, options) ?? ofWords(reading, text, options)
}
